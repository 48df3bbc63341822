// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.mpsky;

import java.util.List;
import nightjar.model.sky.UnitVector;

/**
 * The ways of observer and asteroids through one night, heliocentric, au, as Chebyshev series of
 * the days since the night began (not scaled: mjuric/mpsky, core.py).
 */
final class Ways {

    /** Order 7, as MPSky has it. */
    static final int COEFFICIENTS = 8;

    /** How far from the observer all asteroids are, au: nobody can tell by one look. */
    private static final double RANGE_AU = 1.7;

    /** Astronomical Almanac, low-precision Sun: mean longitude and anomaly at J2000.0, degrees. */
    private static final double[] SUN = {280.460, 0.985_647_4, 357.528, 0.985_600_3};

    private static final double J2000 = 51_544.5;
    private static final double OBLIQUITY = Math.toRadians(23.4393);

    private final double fromMjdTai;

    Ways(double fromMjdTai) {
        this.fromMjdTai = fromMjdTai;
    }

    /** Coefficients of the observer, by coefficient and axis. */
    double[][] observer() {
        double[][] series = new double[COEFFICIENTS][3];
        add(series, parabola());
        return series;
    }

    /** Coefficients of the asteroids, by coefficient, axis and asteroid. */
    double[][][] of(List<Asteroid> asteroids) {
        double[][][] all = new double[COEFFICIENTS][3][asteroids.size()];
        for (int a = 0; a < asteroids.size(); a++) {
            double[][] series = observer();
            add(series, line(asteroids.get(a)));
            for (int k = 0; k < COEFFICIENTS; k++) {
                for (int axis = 0; axis < 3; axis++) {
                    all[k][axis][a] = series[k][axis];
                }
            }
        }
        return all;
    }

    /** From the observer: direction and motion at the epoch, so far away. */
    private List<UnitVector> line(Asteroid asteroid) {
        double epoch = asteroid.epochMjdTai() - fromMjdTai;
        var motion = asteroid.motion().times(RANGE_AU);
        var start = asteroid.direction().times(RANGE_AU).minus(motion.times(epoch));
        return List.of(start, motion, new UnitVector(0, 0, 0));
    }

    /** The Earth's orbit through the night: exact at its beginning, middle and end. */
    private List<UnitVector> parabola() {
        var begin = earth(0);
        var middle = earth(0.5);
        var end = earth(1);
        var bend = begin.plus(end).minus(middle.times(2)).times(2);
        return List.of(begin, end.minus(begin).minus(bend), bend);
    }

    private UnitVector earth(double days) {
        double n = fromMjdTai + days - J2000;
        double anomaly = Math.toRadians(SUN[2] + SUN[3] * n);
        double longitude =
                Math.toRadians(
                        SUN[0]
                                + SUN[1] * n
                                + 1.915 * Math.sin(anomaly)
                                + 0.020 * Math.sin(2 * anomaly));
        double range = 1.00014 - 0.01671 * Math.cos(anomaly) - 0.00014 * Math.cos(2 * anomaly);
        return new UnitVector(
                        Math.cos(longitude),
                        Math.cos(OBLIQUITY) * Math.sin(longitude),
                        Math.sin(OBLIQUITY) * Math.sin(longitude))
                .times(-range);
    }

    /** a + b x + c x² is (a + c/2) T0 + b T1 + c/2 T2. */
    private static void add(double[][] series, List<UnitVector> powers) {
        var half = powers.get(2).times(0.5);
        add(series[0], powers.get(0).plus(half));
        add(series[1], powers.get(1));
        add(series[2], half);
    }

    private static void add(double[] axes, UnitVector v) {
        axes[0] += v.x();
        axes[1] += v.y();
        axes[2] += v.z();
    }
}
