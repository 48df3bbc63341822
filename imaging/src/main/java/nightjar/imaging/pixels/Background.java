// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.function.ToDoubleFunction;

/**
 * Sky level and sky noise on a mesh. In each cell the pixels are clipped at 3 sigma; the level is
 * the mode estimate 2.5 median - 1.5 mean while the two agree, else the median (Bertin and Arnouts
 * 1996, A&amp;AS 117, 393, section 3).
 *
 * @param level sky, in the image's units
 * @param sigma standard deviation of the sky pixels
 */
public record Background(Mesh level, Mesh sigma) {
    private static final int MIN_SAMPLES = 40;
    private static final int BAND = 64;

    /** Measures on cells of about {@code cell} pixels; masked and NaN pixels are left out. */
    public static Background measure(Plane image, Mask mask, int cell) {
        return measure(image, mask, Mask.UNUSABLE, cell, Background::mode);
    }

    /**
     * The same of an image whose pixels scatter evenly around the sky, as those of a difference do
     * where there is nothing: the level is the mean, which knows it best.
     *
     * @param ignore bits of pixels to leave out
     */
    public static Background measure(Plane image, Mask mask, int ignore, int cell) {
        return measure(image, mask, ignore, cell, Statistics.Clipped::mean);
    }

    private static Background measure(
            Plane image,
            Mask mask,
            int ignore,
            int cell,
            ToDoubleFunction<Statistics.Clipped> sky) {
        int columns = Math.max(1, Math.round(image.width / (float) cell));
        int rows = Math.max(1, Math.round(image.height / (float) cell));
        double[] level = new double[columns * rows];
        double[] sigma = new double[columns * rows];
        int most = (image.width / columns + 1) * (image.height / rows + 1) + columns + rows;
        Bands.run(
                0,
                columns * rows,
                columns,
                (from, to) -> {
                    float[] samples = new float[most];
                    for (int i = from; i < to; i++) {
                        int n =
                                gather(
                                        image,
                                        mask,
                                        ignore,
                                        columns,
                                        rows,
                                        i % columns,
                                        i / columns,
                                        samples);
                        boolean enough = n >= MIN_SAMPLES;
                        var clipped = Statistics.clip(samples, enough ? n : 0, 3);
                        level[i] = enough ? sky.applyAsDouble(clipped) : Double.NaN;
                        sigma[i] = enough ? clipped.sigma() : Double.NaN;
                    }
                });
        return new Background(
                new Mesh(columns, rows, image.width, image.height, level).smoothed(),
                new Mesh(columns, rows, image.width, image.height, sigma).smoothed());
    }

    private static double mode(Statistics.Clipped c) {
        boolean crowded = Math.abs(c.mean() - c.median()) > 0.3 * c.sigma();
        return crowded ? c.median() : 2.5 * c.median() - 1.5 * c.mean();
    }

    private static int gather(
            Plane image,
            Mask mask,
            int ignore,
            int columns,
            int rows,
            int column,
            int row,
            float[] out) {
        int x0 = column * image.width / columns;
        int x1 = (column + 1) * image.width / columns;
        int y0 = row * image.height / rows;
        int y1 = (row + 1) * image.height / rows;
        int n = 0;
        for (int y = y0; y < y1; y++) {
            // every other pixel, as on a chessboard: half the work for hardly less knowledge
            for (int x = x0 + (y & 1); x < x1; x += 2) {
                int i = y * image.width + x;
                float v = image.pixels[i];
                if ((mask.bits[i] & ignore) == 0 && !Float.isNaN(v) && n < out.length) {
                    out[n++] = v;
                }
            }
        }
        return n;
    }

    /** Subtracts the level in place. */
    public void subtractFrom(Plane image) {
        Bands.run(
                0,
                image.height,
                BAND,
                (from, to) -> {
                    float[] row = new float[image.width];
                    for (int y = from; y < to; y++) {
                        level.row(y, row, 0, image.width);
                        int at = y * image.width;
                        for (int x = 0; x < image.width; x++) {
                            image.pixels[at + x] -= row[x];
                        }
                    }
                });
    }
}
