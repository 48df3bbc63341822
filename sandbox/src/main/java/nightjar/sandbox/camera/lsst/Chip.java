// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.util.List;

/**
 * One sensor's fixed faults, functions of place: where it is bad, how it responds, what it shows in
 * the dark and without any charge.
 */
public final class Chip {
    private static final int DEAD_COLUMNS = 2;

    private final Sensor sensor;
    private final int detector;
    private final List<Segment> segments;

    /** A rectangle of bad pixels. */
    public record Defect(int x0, int y0, int width, int height, boolean isHot) {}

    public Chip(Sensor sensor, int detector) {
        this.sensor = sensor;
        this.detector = detector;
        this.segments = sensor.segments();
    }

    public Sensor sensor() {
        return sensor;
    }

    int detector() {
        return detector;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Electronics' limit: electrons at which the last amplifier's numbers end to mean anything. */
    public double saturation() {
        return segments.stream()
                .mapToDouble(s -> s.electronics().gain() * s.electronics().saturation())
                .max()
                .orElseThrow();
    }

    /**
     * Electrons at which wells spill: enough for the least responsive pixel and the most bent
     * amplifier to show it as saturated.
     */
    public float fullWell() {
        return (float) (1.1 * saturation());
    }

    /** Response to light, 1 on the mean: vignetting, rings of the boule, pixels of unequal size. */
    public double response(int x, int y) {
        double u = 2.0 * x / sensor.width() - 1;
        double v = 2.0 * y / sensor.height() - 1;
        double r = Math.hypot(x + 600, y + 900);
        double smooth = 0.02 * (2.0 / 3 - u * u - v * v) + 0.01 * u;
        return 1 + smooth + 0.003 * Math.sin(r / 11) + 0.006 * bell(1, x, y);
    }

    /** Electrons per second in the dark. */
    public double dark(int x, int y) {
        boolean isHot = share(2, x, y) < 1e-5;
        return isHot ? 5 + 50 * share(3, x, y) : 0.03 * (1 + 0.3 * share(4, x, y));
    }

    /** ADU that a frame without charge shows beyond its level: columns, and a glow at the edge. */
    double bias(int segment, int i, int j) {
        double glow = 5 * Math.exp(-i / 7.0) + 3 * Math.exp(-j / 25.0);
        return glow + 0.8 * bell(5, 1000 * segment + i, 0) + 0.2 * bell(6, 600 * segment + i, j);
    }

    /** The same on the detector's pixels, as a bias frame shows it. */
    float[] biasFrame() {
        float[] frame = new float[sensor.width() * sensor.height()];
        for (int s = 0; s < segments.size(); s++) {
            Segment segment = segments.get(s);
            for (int j = 0; j < sensor.rows; j++) {
                int row = segment.y(j) * sensor.width();
                for (int i = 0; i < sensor.columns; i++) {
                    frame[row + segment.x(i)] = (float) bias(s, i, j);
                }
            }
        }
        return frame;
    }

    /**
     * ADU in one amplifier for an ADU in another, by HDU; those of the other half are not heard.
     */
    double heard(int victim, int source) {
        int apart = Math.abs(victim - source);
        boolean sameHalf = victim / 8 == source / 8;
        if (apart == 0 || !sameHalf) {
            return 0;
        }
        double sign = share(7, victim, source) < 0.2 ? -1 : 1;
        return sign * 3e-4 * Math.exp(-(apart - 1) / 1.2) * (0.6 + 0.8 * share(8, victim, source));
    }

    /** Two dead columns and a hot one, each up to where its amplifier ends, and a dead patch. */
    public List<Defect> defects() {
        Defect[] all = new Defect[DEAD_COLUMNS + 2];
        for (int k = 0; k <= DEAD_COLUMNS; k++) {
            int x = 20 + (int) ((sensor.width() - 40) * share(9, k, 0));
            int from = (int) (0.8 * sensor.rows * share(10, k, 0));
            boolean isUpper = share(11, k, 0) < 0.5;
            int y = isUpper ? sensor.rows : from;
            all[k] = new Defect(x, y, 1, sensor.rows - from, k == DEAD_COLUMNS);
        }
        int x = 100 + (int) ((sensor.width() - 200) * share(12, 0, 0));
        int y = 100 + (int) ((sensor.height() - 200) * share(12, 1, 0));
        all[DEAD_COLUMNS + 1] = new Defect(x, y, 12, 9, false);
        return List.of(all);
    }

    /** A number of this place and purpose between 0 and 1. */
    private double share(int purpose, int x, int y) {
        return (mixed(purpose, x, y) >>> 11) * 0x1p-53;
    }

    /** Bell-shaped, of standard deviation 1 (four even shares; Irwin and Hall). */
    private double bell(int purpose, int x, int y) {
        long bits = mixed(purpose, x, y);
        long sum =
                (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum / 65_536.0 - 2) * Math.sqrt(3);
    }

    // Finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA).
    private long mixed(int purpose, int x, int y) {
        long z = 0x9E3779B97F4A7C15L * (((long) x << 32 ^ y) + 1_000_003L * purpose + detector);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
