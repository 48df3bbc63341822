// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import java.util.Arrays;

/**
 * A way through the Solar System as three Chebyshev series, whose variable is the time since the
 * series' epoch in days: it is <em>not</em> scaled to the span of the series (mjuric/mpsky,
 * core.py: chebfit over t - tmin; lsst/ap_association, ssoAssociation, evaluates it so).
 *
 * @param x coefficients, astronomical units
 * @param y coefficients, astronomical units
 * @param z coefficients, astronomical units
 */
public record Trajectory(double[] x, double[] y, double[] z) {

    /** IAU 2012 Resolution B2. */
    static final double KM_PER_AU = 149_597_870.7;

    private static final double KM_PER_S_OF_AU_PER_DAY = KM_PER_AU / 86_400;

    public Trajectory {
        x = x.clone();
        y = y.clone();
        z = z.clone();
    }

    /** Astronomical units. */
    Cartesian position(double days) {
        return new Cartesian(
                Chebyshev.value(x, days), Chebyshev.value(y, days), Chebyshev.value(z, days));
    }

    /** Kilometres per second. */
    Cartesian velocity(double days) {
        return new Cartesian(
                        Chebyshev.slope(x, days),
                        Chebyshev.slope(y, days),
                        Chebyshev.slope(z, days))
                .times(KM_PER_S_OF_AU_PER_DAY);
    }

    /** By their coefficients, which a record would compare by identity. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Trajectory o
                && Arrays.equals(x, o.x)
                && Arrays.equals(y, o.y)
                && Arrays.equals(z, o.z);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(x) + Arrays.hashCode(y)) + Arrays.hashCode(z);
    }
}
