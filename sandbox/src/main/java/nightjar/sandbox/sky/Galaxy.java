// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.stream.IntStream;

/**
 * A galaxy: an elliptical exponential disc or de Vaucouleurs spheroid, held as a set of points on
 * rings finer than any seeing, so that every PSF, however it varies, convolves it exactly.
 */
public final class Galaxy {
    private static final double RING_ARCSEC = 0.4;
    // b_n of the Sersic law (Ciotti & Bertin 1999, A&A 352, 447) for n = 1 and n = 4.
    private static final double B1 = 1.6783;
    private static final double B4 = 7.6692;
    private static final double LIGHT_KEPT = 0.975;

    private final SkyPoint at;
    private final double nJy;
    private final double halfLightArcsec;
    private final float[] east;
    private final float[] north;
    private final float[] share;

    private Galaxy(
            SkyPoint at,
            double nJy,
            double halfLightArcsec,
            float[] east,
            float[] north,
            float[] share) {
        this.at = at;
        this.nJy = nJy;
        this.halfLightArcsec = halfLightArcsec;
        this.east = east;
        this.north = north;
        this.share = share;
    }

    public SkyPoint at() {
        return at;
    }

    public double nJy() {
        return nJy;
    }

    /** Half-light radius along the major axis, arcsec. */
    public double halfLightArcsec() {
        return halfLightArcsec;
    }

    /** How many points hold the light. */
    public int points() {
        return share.length;
    }

    /** A point's offset to the east, arcsec. */
    public double east(int point) {
        return east[point];
    }

    /** A point's offset to the north, arcsec. */
    public double north(int point) {
        return north[point];
    }

    /** A point's share of the light; the sum over all points is 1. */
    public double share(int point) {
        return share[point];
    }

    /** The light law of a galaxy. */
    public enum Law {
        DISC,
        SPHEROID;

        /** Share of the light within this many half-light radii. */
        double within(double radii) {
            if (this == DISC) {
                double x = B1 * radii;
                return 1 - (1 + x) * Math.exp(-x);
            }
            double z = B4 * Math.sqrt(Math.sqrt(radii));
            double term = 1;
            double sum = 1;
            for (int k = 1; k < 8; k++) {
                term *= z / k;
                sum += term;
            }
            return 1 - Math.exp(-z) * sum;
        }
    }

    /** Lays the points of a galaxy; the position angle runs from north through east, in radians. */
    public static Galaxy of(
            SkyPoint at, double nJy, Law law, double halfLight, double axisRatio, double angle) {
        int rings = rings(law, halfLight);
        double kept = within(law, rings, halfLight);
        int points = 1 + IntStream.rangeClosed(1, rings).map(r -> pointsOn(r, axisRatio)).sum();
        float[] east = new float[points];
        float[] north = new float[points];
        float[] share = new float[points];
        share[0] = (float) (within(law, 0, halfLight) / kept);
        int next = 1;
        for (int r = 1; r <= rings; r++) {
            double light = within(law, r, halfLight) - within(law, r - 1, halfLight);
            int n = pointsOn(r, axisRatio);
            for (int i = 0; i < n; i++, next++) {
                double phase = 2 * Math.PI * (i + 0.5 * (r % 2)) / n;
                double major = r * RING_ARCSEC * Math.cos(phase);
                double minor = r * RING_ARCSEC * Math.sin(phase) * axisRatio;
                east[next] = (float) (major * Math.sin(angle) + minor * Math.cos(angle));
                north[next] = (float) (major * Math.cos(angle) - minor * Math.sin(angle));
                share[next] = (float) (light / kept / n);
            }
        }
        return new Galaxy(at, nJy, halfLight, east, north, share);
    }

    private static int rings(Law law, double halfLight) {
        int rings = 1;
        while (within(law, rings, halfLight) < LIGHT_KEPT && rings * RING_ARCSEC < 5 * halfLight) {
            rings++;
        }
        return rings;
    }

    // Share of the light that this ring and those inside it stand for.
    private static double within(Law law, int ring, double halfLight) {
        return law.within((ring + 0.5) * RING_ARCSEC / halfLight);
    }

    // A point every 0.5 arcsec along the ring; a flattened ring is shorter.
    private static int pointsOn(int ring, double axisRatio) {
        return (int) Math.ceil(Math.PI * (1 + axisRatio) * ring * 0.8);
    }
}
