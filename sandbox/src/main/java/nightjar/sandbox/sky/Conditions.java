// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.random.RandomGenerator;

/** The air and the optics during one exposure: seeing over the field, transparency, sky, wobble. */
public final class Conditions {
    private static final int WOBBLES = 4;

    private final double seeingArcsec;
    private final double transparency;
    private final double skyMag;
    private final double skySlopeX;
    private final double skySlopeY;
    private final double[] shape = new double[8];
    private final double[][] wobble = new double[2 * WOBBLES][];

    /**
     * @param seeingArcsec FWHM of the PSF at the centre of the field
     * @param wobblePx rms of the smooth astrometric error along each axis, px
     */
    public Conditions(double seeingArcsec, double wobblePx, RandomGenerator dice) {
        this.seeingArcsec = seeingArcsec;
        transparency = 0.93 + 0.07 * dice.nextDouble();
        skyMag = 20.85 + 0.3 * dice.nextDouble();
        skySlopeX = 0.02 * (dice.nextDouble() - 0.5);
        skySlopeY = 0.02 * (dice.nextDouble() - 0.5);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = 2 * dice.nextDouble() - 1;
        }
        for (int i = 0; i < wobble.length; i++) {
            wobble[i] = oneWobble(wobblePx * Math.sqrt(2.0 / WOBBLES), dice);
        }
    }

    // Atmospheric displacements are coherent over about an arcminute in a short exposure (Heymans
    // et al.
    // 2012, MNRAS 421, 381): waves of 350 to 1500 px of 0.2 arcsec.
    private static double[] oneWobble(double amplitude, RandomGenerator dice) {
        double length = 350 * Math.pow(1500.0 / 350, dice.nextDouble());
        double angle = 2 * Math.PI * dice.nextDouble();
        double k = 2 * Math.PI / length;
        double phase = 2 * Math.PI * dice.nextDouble();
        return new double[] {amplitude, k * Math.cos(angle), k * Math.sin(angle), phase};
    }

    public double seeingArcsec() {
        return seeingArcsec;
    }

    /** Share of the light that comes through the air, against the best night. */
    public double transparency() {
        return transparency;
    }

    /** Brightness of the sky, AB mag per square arcsec. */
    public double skyMag() {
        return skyMag;
    }

    public double skySlopeX() {
        return skySlopeX;
    }

    public double skySlopeY() {
        return skySlopeY;
    }

    /**
     * The PSF at a place of the focal plane.
     *
     * @param u distance from the boresight along X in half widths of the raft
     */
    public Moffat psf(double u, double v, double arcsecPerPixel) {
        double wide =
                1 + 0.02 * (shape[0] * u + shape[1] * v) + 0.015 * (1 + shape[2]) * (u * u + v * v);
        double e1 = 0.05 * shape[3] + 0.025 * (shape[4] * u + shape[5] * v);
        double e2 = 0.05 * shape[6] + 0.025 * (shape[7] * u - shape[4] * v);
        return Moffat.of(seeingArcsec * wide / arcsecPerPixel, e1, e2);
    }

    /** Where the air throws light that belongs to this pixel place. */
    public PixelPoint displaced(PixelPoint p) {
        double dx = 0;
        double dy = 0;
        for (int i = 0; i < WOBBLES; i++) {
            dx += wave(wobble[i], p);
            dy += wave(wobble[WOBBLES + i], p);
        }
        return new PixelPoint(p.x() + dx, p.y() + dy);
    }

    private static double wave(double[] w, PixelPoint p) {
        return w[0] * Math.sin(w[1] * p.x() + w[2] * p.y() + w[3]);
    }
}
