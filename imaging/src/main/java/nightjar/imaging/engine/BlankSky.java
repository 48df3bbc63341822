// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import nightjar.imaging.pixels.Background;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;

/** Where nothing is in the sky, a difference is nothing but noise. */
final class BlankSky {
    private static final int CELL = 128;
    private static final int BAND = 4096;

    /** Of so many pixels one tells how blank sky scatters. */
    private static final int EVERY = 7;

    private static final int ENOUGH = 100;

    /**
     * Bounds of the noise's factor. In a field without a pixel of sky (MOA, towards the bulge) the
     * sky's scatter is that of faint stars, which a difference takes away: five times its noise.
     */
    private static final double LEAST = 0.1;

    private static final double MOST = 5;

    private BlankSky() {}

    /**
     * Removes what sky is left and scales the variance to the scatter of blank sky.
     *
     * @return the factor
     */
    static double calibrate(Difference d) {
        Plane image = d.difference();
        Background.measure(image, d.mask(), CELL).subtractFrom(image);
        float[] pulls = new float[(image.pixels.length - 1) / EVERY + 1];
        Bands.run(0, pulls.length, BAND, (from, to) -> pulls(d, from, to, pulls));
        int n = 0;
        for (float pull : pulls) {
            if (!Float.isNaN(pull)) {
                pulls[n++] = pull;
            }
        }
        double f = n < ENOUGH ? 1 : Statistics.robustSigma(pulls, n);
        f = Math.min(MOST, Math.max(LEAST, f));
        d.variance().times(f * f);
        return f * f;
    }

    /** Every seventh pixel in units of its noise; NaN where there is more than sky. */
    private static void pulls(Difference d, int from, int to, float[] pulls) {
        for (int k = from; k < to; k++) {
            int i = EVERY * k;
            double sky = Math.sqrt(d.variance().pixels[i]);
            boolean blank = Math.abs(d.model().pixels[i]) < 2 * sky;
            blank &= (d.mask().bits[i] & (Mask.UNUSABLE | Mask.EDGE)) == 0;
            pulls[k] = blank ? (float) (d.difference().pixels[i] / sky) : Float.NaN;
        }
    }
}
