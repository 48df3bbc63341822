// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/** AB magnitudes and nanojansky. */
public final class Photometry {
    /** The AB magnitude of 1 nJy: 2.5 log10(3631 Jy / 1 nJy), Oke and Gunn 1983, ApJ 266, 713. */
    public static final double MAG_OF_ONE_NJY = 2.5 * Math.log10(3631e9);

    private Photometry() {}

    public static double nJy(double mag) {
        return Math.pow(10, 0.4 * (MAG_OF_ONE_NJY - mag));
    }

    public static double mag(double nJy) {
        return MAG_OF_ONE_NJY - 2.5 * Math.log10(nJy);
    }
}
