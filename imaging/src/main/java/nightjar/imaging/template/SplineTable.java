// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.template;

import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.QuinticSpline;

/** Values between the pixels of an image that was {@link QuinticSpline#prepare prepared}. */
final class SplineTable {
    /** Distances of pixels over which resampled noise is correlated; beyond, by half a percent. */
    static final int LAGS = 6;

    private static final int PHASES = 512;
    private static final int TAPS = QuinticSpline.TAPS;

    /** Pixels on each side of a place whose noise its value shares. */
    private static final int SHARING = 10;

    private final float[] table = new float[(PHASES + 1) * TAPS];
    private final double[][] correlations = new double[PHASES + 1][LAGS];

    SplineTable() {
        for (int p = 0; p <= PHASES; p++) {
            double t = p / (double) PHASES;
            double[] weights = QuinticSpline.weights(t);
            for (int i = 0; i < TAPS; i++) {
                table[p * TAPS + i] = (float) weights[i];
            }
            double[] response = QuinticSpline.response(t, SHARING);
            for (int lag = 0; lag < LAGS; lag++) {
                for (int i = 0; i + lag < response.length; i++) {
                    correlations[p][lag] += response[i] * response[i + lag];
                }
            }
        }
    }

    /**
     * Adds how white noise is correlated by distance when it was moved by a fraction of a pixel.
     */
    void addCorrelation(double fraction, double[] byLag) {
        double[] here = correlations[(int) (fraction * PHASES + 0.5)];
        for (int lag = 0; lag < LAGS; lag++) {
            byLag[lag] += here[lag];
        }
    }

    /** The image's value between its pixels; beyond its border it goes on as in a mirror. */
    float sample(Plane coefficients, double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        int wx = TAPS * (int) ((x - ix) * PHASES + 0.5);
        int wy = TAPS * (int) ((y - iy) * PHASES + 0.5);
        int x0 = ix - QuinticSpline.BEFORE;
        int y0 = iy - QuinticSpline.BEFORE;
        boolean whole =
                x0 >= 0
                        && y0 >= 0
                        && x0 + TAPS <= coefficients.width
                        && y0 + TAPS <= coefficients.height;
        return whole
                ? inner(
                        table,
                        coefficients.pixels,
                        coefficients.width,
                        y0 * coefficients.width + x0,
                        wx,
                        wy)
                : border(coefficients, x0, y0, wx, wy);
    }

    /** The weights along x are read once. */
    private static float inner(float[] w, float[] p, int width, int at, int wx, int wy) {
        float a = w[wx];
        float b = w[wx + 1];
        float c = w[wx + 2];
        float d = w[wx + 3];
        float e = w[wx + 4];
        float f = w[wx + 5];
        float sum = 0;
        for (int j = 0; j < TAPS; j++) {
            int i = at + j * width;
            float line = a * p[i] + b * p[i + 1] + c * p[i + 2] + d * p[i + 3];
            sum += w[wy + j] * (line + e * p[i + 4] + f * p[i + 5]);
        }
        return sum;
    }

    private float border(Plane coefficients, int x0, int y0, int wx, int wy) {
        float sum = 0;
        for (int j = 0; j < TAPS; j++) {
            int y = mirrored(y0 + j, coefficients.height);
            for (int i = 0; i < TAPS; i++) {
                int x = mirrored(x0 + i, coefficients.width);
                sum += table[wy + j] * table[wx + i] * coefficients.at(x, y);
            }
        }
        return sum;
    }

    /** As {@link QuinticSpline#prepare} lets an image go on. */
    private static int mirrored(int i, int size) {
        int inside = i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i;
        return Math.min(size - 1, Math.max(0, inside));
    }
}
