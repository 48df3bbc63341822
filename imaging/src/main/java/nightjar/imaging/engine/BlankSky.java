// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.Optional;
import nightjar.imaging.pixels.Background;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;

/** Where nothing is in the sky, a difference is nothing but noise. */
final class BlankSky {
    private static final int CELL = 128;

    /** Side of the squares whose mean tells whether there is light in them. */
    private static final int SQUARE = 8;

    /** Standard deviations of the squares' means from which on there is light. */
    private static final double LIT = 3;

    /** Share of the squares that must be left to tell the sky. */
    private static final double LEAST_DARK = 0.3;

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
        lit(d).ifPresent(squares -> withoutLight(d, squares));
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

    /**
     * Removes what the light of sources had added to the sky. A source that came leaves most of its
     * pixels below the noise; a sky that takes them for its own is too bright.
     */
    private static void withoutLight(Difference d, boolean[] lit) {
        mark(d, lit, Mask.DETECTED, 0);
        Background.measure(d.difference(), d.mask(), Mask.UNUSABLE | Mask.DETECTED, CELL)
                .subtractFrom(d.difference());
        mark(d, lit, 0, Mask.DETECTED);
    }

    /**
     * Squares whose mean stands out of a sky that is level by now, and those around them; nothing
     * where too little is left to tell the sky.
     */
    private static Optional<boolean[]> lit(Difference d) {
        int columns = (d.difference().width - 1) / SQUARE + 1;
        int rows = (d.difference().height - 1) / SQUARE + 1;
        float[] means = new float[columns * rows];
        Bands.run(0, rows, SQUARE, (from, to) -> means(d, columns, from, to, means));
        float[] known = new float[means.length];
        int n = 0;
        for (float mean : means) {
            if (!Float.isNaN(mean)) {
                known[n++] = mean;
            }
        }
        if (n < ENOUGH) {
            return Optional.empty();
        }
        boolean[] lit = new boolean[means.length];
        double level = Statistics.median(known, n);
        double limit = LIT * Statistics.robustSigma(known, n);
        int dark = lit.length;
        for (int i = 0; i < means.length; i++) {
            if (Math.abs(means[i] - level) > limit) {
                dark -= around(i, columns, rows, lit);
            }
        }
        return dark < LEAST_DARK * lit.length ? Optional.empty() : Optional.of(lit);
    }

    /** Marks a square and those around it; how many were not marked before. */
    private static int around(int square, int columns, int rows, boolean[] lit) {
        int more = 0;
        int column = square % columns;
        int row = Math.floorDiv(square, columns);
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                more += lit[y * columns + x] ? 0 : 1;
                lit[y * columns + x] = true;
            }
        }
        return more;
    }

    /** Of each square's usable pixels; NaN where most are not. */
    private static void means(Difference d, int columns, int from, int to, float[] means) {
        int w = d.difference().width;
        int h = d.difference().height;
        for (int row = from; row < to; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                int n = 0;
                for (int y = row * SQUARE; y < Math.min(h, (row + 1) * SQUARE); y++) {
                    int end = y * w + Math.min(w, (column + 1) * SQUARE);
                    for (int i = y * w + column * SQUARE; i < end; i++) {
                        if ((d.mask().bits[i] & (Mask.UNUSABLE | Mask.EDGE)) == 0) {
                            sum += d.difference().pixels[i];
                            n++;
                        }
                    }
                }
                boolean most = 2 * n > SQUARE * SQUARE;
                means[row * columns + column] = most ? (float) (sum / n) : Float.NaN;
            }
        }
    }

    /** Sets and clears bits of the pixels in these squares. */
    private static void mark(Difference d, boolean[] lit, int set, int clear) {
        int w = d.difference().width;
        int columns = (w - 1) / SQUARE + 1;
        Bands.run(
                0,
                d.difference().height,
                SQUARE,
                (from, to) -> {
                    for (int y = from; y < to; y++) {
                        for (int x = 0; x < w; x++) {
                            if (lit[y / SQUARE * columns + x / SQUARE]) {
                                int i = y * w + x;
                                d.mask().bits[i] = (d.mask().bits[i] | set) & ~clear;
                            }
                        }
                    }
                });
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
