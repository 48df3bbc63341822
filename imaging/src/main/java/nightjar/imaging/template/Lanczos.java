// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.template;

import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.Shift;

/** Interpolates with a Lanczos kernel whose weights are tabulated at fractions of a pixel. */
final class Lanczos {
    private static final int PHASES = 512;

    private final int lobes;
    private final int taps;
    private final float[] table;

    /**
     * @param lobes 3 or 4
     */
    Lanczos(int lobes) {
        this.lobes = lobes;
        this.taps = 2 * lobes;
        this.table = new float[(PHASES + 1) * taps];
        for (int p = 0; p <= PHASES; p++) {
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double w = Shift.lanczos(i - lobes + 1 - p / (double) PHASES, lobes);
                table[p * taps + i] = (float) w;
                sum += w;
            }
            for (int i = 0; i < taps; i++) {
                table[p * taps + i] /= (float) sum;
            }
        }
    }

    /** How many pixels in a row a value is made of. */
    int taps() {
        return taps;
    }

    /**
     * Adds how white noise is correlated by distance when it was moved by a fraction of a pixel.
     */
    void addCorrelation(double fraction, double[] byLag) {
        int at = taps * (int) (fraction * PHASES + 0.5);
        for (int lag = 0; lag < taps; lag++) {
            for (int i = 0; i + lag < taps; i++) {
                byLag[lag] += table[at + i] * table[at + i + lag];
            }
        }
    }

    /** The image's value between its pixels; beyond its border it goes on as it ends. */
    float sample(Plane source, double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        int wx = taps * (int) ((x - ix) * PHASES + 0.5);
        int wy = taps * (int) ((y - iy) * PHASES + 0.5);
        int x0 = ix - lobes + 1;
        int y0 = iy - lobes + 1;
        boolean whole =
                x0 >= 0 && y0 >= 0 && x0 + taps <= source.width && y0 + taps <= source.height;
        return whole
                ? inner(source.pixels, source.width, y0 * source.width + x0, wx, wy)
                : border(source, x0, y0, wx, wy);
    }

    private float inner(float[] pixels, int width, int at, int wx, int wy) {
        if (taps == 6) {
            return six(table, pixels, width, at, wx, wy);
        }
        float sum = 0;
        for (int j = 0; j < taps; j++) {
            int p = at + j * width;
            float line = 0;
            for (int i = 0; i < taps; i++) {
                line += table[wx + i] * pixels[p + i];
            }
            sum += table[wy + j] * line;
        }
        return sum;
    }

    /** The same for three lobes, with the weights along x read once. */
    private static float six(float[] w, float[] p, int width, int at, int wx, int wy) {
        float a = w[wx];
        float b = w[wx + 1];
        float c = w[wx + 2];
        float d = w[wx + 3];
        float e = w[wx + 4];
        float f = w[wx + 5];
        float sum = 0;
        for (int j = 0; j < 6; j++) {
            int i = at + j * width;
            float line = a * p[i] + b * p[i + 1] + c * p[i + 2] + d * p[i + 3];
            sum += w[wy + j] * (line + e * p[i + 4] + f * p[i + 5]);
        }
        return sum;
    }

    private float border(Plane source, int x0, int y0, int wx, int wy) {
        float sum = 0;
        for (int j = 0; j < taps; j++) {
            int y = Math.min(source.height - 1, Math.max(0, y0 + j));
            for (int i = 0; i < taps; i++) {
                int x = Math.min(source.width - 1, Math.max(0, x0 + i));
                sum += table[wy + j] * table[wx + i] * source.at(x, y);
            }
        }
        return sum;
    }
}
