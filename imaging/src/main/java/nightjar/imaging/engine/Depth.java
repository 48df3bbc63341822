// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import nightjar.imaging.measure.Calibration;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Statistics;

/** How faint a point source the difference shows. */
final class Depth {
    private Depth() {}

    /** AB magnitude of a point source at five sigma, on the median pixel. */
    static double magnitude(Difference d, Calibration calibration) {
        float[] sample = new float[d.variance().pixels.length / 101 + 1];
        int n = 0;
        for (int i = 0; i < d.variance().pixels.length; i += 101) {
            if ((d.mask().bits[i] & Mask.UNUSABLE) == 0) {
                sample[n++] = d.variance().pixels[i];
            }
        }
        double squares = 0;
        for (float p : d.psf().average().pixels) {
            squares += p * p;
        }
        double flux = 5 * Math.sqrt(Statistics.median(sample, n) / squares);
        return calibration.magZero() - 2.5 * Math.log10(flux);
    }
}
