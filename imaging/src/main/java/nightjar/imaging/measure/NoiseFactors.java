// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Statistics;

/**
 * How much larger errors are than the variance plane says, because neighbouring pixels share noise
 * (convolution, resampling) and the sky is never quite flat.
 *
 * @param point of a point source's flux, over the image
 * @param aperture of the flux in a circle
 */
public record NoiseFactors(Mesh point, double aperture) {
    private static final int APART = (int) (2 * Aperture.RADIUS + 1);
    private static final int MOST = 3000;
    private static final int ENOUGH = 30;
    private static final int OCCUPIED =
            Mask.UNUSABLE | Mask.EDGE | Mask.STREAK | Mask.DETECTED | Mask.DETECTED_NEGATIVE;

    /** Measures the second on empty apertures, laid side by side; one where few are empty. */
    public static NoiseFactors measure(Difference d, Mesh point) {
        int columns = d.difference().width / APART;
        int rows = d.difference().height / APART;
        int step = Math.max(1, columns * rows / MOST);
        float[] pulls = new float[columns * rows / step + 1];
        int n = 0;
        for (int i = 0; i < columns * rows; i += step) {
            double x = (i % columns + 0.5) * APART;
            double y = (Math.floorDiv(i, columns) + 0.5) * APART;
            if ((d.mask().around(x, y, APART / 2) & OCCUPIED) == 0) {
                Aperture empty = Aperture.measure(d.difference(), d.variance(), d.mask(), x, y);
                pulls[n++] = (float) (empty.flux() / empty.error());
            }
        }
        double factor = n < ENOUGH ? 1 : Statistics.robustSigma(pulls, n);
        return new NoiseFactors(point, Math.min(5, Math.max(0.5, factor)));
    }

    double pointAt(double x, double y) {
        return point.at(x, y);
    }
}
