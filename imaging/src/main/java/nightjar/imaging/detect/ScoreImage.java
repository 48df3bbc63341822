// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.BlockConvolution;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.PsfModel;

/**
 * The significance of a point source at every pixel: S = (P conv D/V) / sqrt(P^2 conv 1/V), the
 * optimal filter for a point source in independent noise; masked pixels have no weight. Rescaled to
 * a robust standard deviation of one, mesh by mesh, since noise is never quite independent.
 */
public final class ScoreImage {
    private static final int BLOCK = 64;
    private static final int CELL = 128;

    private ScoreImage() {}

    /**
     * The score.
     *
     * @param image S, of robust standard deviation one
     * @param noise what S had to be divided by: how much larger the error of a point source's flux
     *     is than independent noise would make it
     */
    public record Score(Plane image, Mesh noise) {}

    /**
     * Computes S; zero where less than a quarter of the PSF's weight is on good pixels.
     *
     * @param planes lend the score's, and what is needed meanwhile
     */
    public static Score of(
            Plane difference,
            Plane variance,
            Mask mask,
            int ignore,
            PsfModel psf,
            int reach,
            Planes planes,
            Progress progress)
            throws Unusable {
        int width = difference.width;
        int height = difference.height;
        var score = planes.rough(width, height);
        try (Planes brief = planes.brief()) {
            var weight = brief.rough(width, height);
            var weighted = brief.rough(width, height);
            prepare(difference, variance, mask, ignore, weight, weighted);
            filter(weighted, weight, variance, psf, reach, score, progress);
        }
        return new Score(score, rescale(score, mask, ignore));
    }

    private static void filter(
            Plane weighted,
            Plane weight,
            Plane variance,
            PsfModel psf,
            int reach,
            Plane score,
            Progress progress)
            throws Unusable {
        int side = 2 * reach + 1;
        Bands.Rows band =
                (y, y1) -> {
                    var blocks = new BlockConvolution();
                    var norm = new Plane(BLOCK, BLOCK);
                    float[] squared = new float[side * side];
                    for (int x = 0; x < score.width; x += BLOCK) {
                        int x1 = Math.min(score.width, x + BLOCK);
                        float[] p = filter(psf, (x + x1) / 2.0, (y + y1) / 2.0, reach);
                        double whole = 0;
                        for (int i = 0; i < p.length; i++) {
                            squared[i] = p[i] * p[i];
                            whole += squared[i];
                        }
                        blocks.apply(weighted, p, side, x, y, x1, y1, score);
                        blocks.apply(weight, squared, side, x, y, x1, y1, norm, 0, 0);
                        divide(score, norm, variance, whole, x, y, x1, y1);
                    }
                };
        int share = 2 * BLOCK * Bands.threads();
        for (int y = 0; y < score.height; y += share) {
            progress.at("score", 0.65 + 0.1 * y / score.height);
            Bands.run(y, Math.min(score.height, y + share), BLOCK, band);
        }
    }

    private static void prepare(
            Plane d, Plane v, Mask mask, int ignore, Plane weight, Plane weighted) {
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * d.width; i < to * d.width; i++) {
                        float w = (mask.bits[i] & ignore) == 0 ? 1 / v.pixels[i] : 0;
                        weight.pixels[i] = w;
                        weighted.pixels[i] = w == 0 ? 0 : w * d.pixels[i];
                    }
                };
        Bands.run(0, d.height, BLOCK, rows);
    }

    /** The PSF turned round, since the score is a correlation. */
    private static float[] filter(PsfModel psf, double x, double y, int reach) {
        Plane stamp = psf.at(x, y);
        int side = 2 * reach + 1;
        float[] out = new float[side * side];
        for (int j = -reach; j <= reach; j++) {
            for (int i = -reach; i <= reach; i++) {
                float v = stamp.at(psf.radius() - i, psf.radius() - j);
                out[(j + reach) * side + i + reach] = v;
            }
        }
        return out;
    }

    private static void divide(
            Plane score, Plane norm, Plane variance, double whole, int x0, int y0, int x1, int y1) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int i = y * score.width + x;
                double full = whole / variance.pixels[i];
                float n = norm.at(x - x0, y - y0);
                score.pixels[i] = n > 0.25 * full ? (float) (score.pixels[i] / Math.sqrt(n)) : 0;
            }
        }
    }

    private static Mesh rescale(Plane score, Mask mask, int ignore) {
        int columns = Math.max(1, score.width / CELL);
        int rows = Math.max(1, score.height / CELL);
        double[] sigma = new double[columns * rows];
        Bands.run(
                0,
                sigma.length,
                columns,
                (from, to) -> {
                    for (int c = from; c < to; c++) {
                        sigma[c] =
                                spread(
                                        score,
                                        mask,
                                        ignore,
                                        columns,
                                        rows,
                                        c % columns,
                                        c / columns);
                    }
                });
        // noise cannot be much less than computed; more means correlation or unseen structure
        Mesh mesh =
                new Mesh(columns, rows, score.width, score.height, sigma)
                        .smoothed()
                        .map(s -> Double.isNaN(s) ? 1 : Math.min(4, Math.max(0.8, s)));
        Bands.Rows divided =
                (from, to) -> {
                    float[] row = new float[score.width];
                    for (int y = from; y < to; y++) {
                        mesh.row(y, row, 0, score.width);
                        int at = y * score.width;
                        for (int x = 0; x < score.width; x++) {
                            score.pixels[at + x] /= row[x];
                        }
                    }
                };
        Bands.run(0, score.height, BLOCK, divided);
        return mesh;
    }

    private static double spread(
            Plane score, Mask mask, int ignore, int columns, int rows, int column, int row) {
        int x0 = column * score.width / columns;
        int x1 = (column + 1) * score.width / columns;
        int y0 = row * score.height / rows;
        int y1 = (row + 1) * score.height / rows;
        float[] sample = new float[((x1 - x0) / 2 + 1) * ((y1 - y0) / 2 + 1)];
        int n = 0;
        for (int y = y0; y < y1; y += 2) {
            for (int x = x0; x < x1; x += 2) {
                float s = score.at(x, y);
                if (s != 0 && (mask.at(x, y) & ignore) == 0) {
                    sample[n++] = s;
                }
            }
        }
        return n < 200 ? Double.NaN : Statistics.robustSigma(sample, n);
    }
}
