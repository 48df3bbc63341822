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
        f = Math.min(5, Math.max(0.3, f));
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
