// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Repair;
import nightjar.imaging.pixels.Statistics;

/**
 * Cosmic rays by their edges, which no optics could have made as sharp: Laplacian edge detection
 * (van Dokkum 2001, PASP 113, 1420), from the paper.
 *
 * <p>There the image is oversampled twice, convolved with a Laplacian, cut at zero and binned
 * again. Of a pixel's four quarters each has two neighbours inside the pixel and two outside, so
 * that is, in closed form, the mean over the four corners of {@code max(0, I - (Ih + Iv) / 2)},
 * with the neighbours along row and column on that corner's side; scaled so that a lone pixel keeps
 * its value. A ray stands out from that picture's noise (after its own median over 5 x 5 is taken
 * off: stars are smooth there), and by more than the image's fine structure, which is what a sharp
 * star has. What touches a ray is one at a lower threshold. Rays are filled and the search
 * repeated, since the inner pixels of a broad one show no edge.
 */
final class LaplacianEdges {
    private static final double HEAD = 4.5;
    private static final double TAIL = 0.3 * HEAD;

    /** Least contrast to the fine structure: the paper's for well-sampled images. */
    private static final double CONTRAST = 2;

    /** Share of the pixels that rays may hit: an hour's exposure has a hundredth of it. */
    private static final double MOST = 0.02;

    private static final int ROUNDS = 6;

    /** How far a filled pixel changes what is seen of others. */
    private static final int REACH = 4;

    private static final int SAMPLE = 10_000;
    private static final int ROWS = 64;
    private static final int AT_ONCE = 512;
    private static final int DEFECT = Mask.BAD | Mask.SAT | Mask.NO_DATA;

    private final Plane work;
    private final Plane variance;
    private final Mask mask;
    private final Plane edges;
    private final float quiet;

    private LaplacianEdges(Plane image, Plane variance, Mask mask, Planes brief) {
        this.work = brief.rough(image.width, image.height);
        System.arraycopy(image.pixels, 0, work.pixels, 0, work.pixels.length);
        this.variance = variance;
        this.mask = mask;
        this.edges = brief.blank(image.width, image.height);
        this.quiet = (float) (0.55 * HEAD * Math.sqrt(quietest(variance)));
        var known = brief.mask(mask.width, mask.height);
        known.or(mask);
        Repair.fill(work, known, DEFECT, (float) Statistics.median(sample(image), SAMPLE));
    }

    /**
     * Marks CR; false when there are so many that the variance cannot be true: nothing is marked.
     */
    static boolean mark(Plane image, Plane variance, Mask mask, Planes planes, Progress progress)
            throws Unusable {
        if (image.width < 7 || image.height < 7) {
            return true;
        }
        try (Planes brief = planes.brief()) {
            return new LaplacianEdges(image, variance, mask, brief).mark(progress);
        }
    }

    private boolean mark(Progress progress) throws Unusable {
        int[] fresh = everywhere(progress);
        if (fresh.length > MOST * work.pixels.length) {
            Arrays.stream(fresh).forEach(i -> mask.bits[i] &= ~Mask.CR);
            return false;
        }
        for (int round = 1; round < ROUNDS && fresh.length > 0; round++) {
            progress.at("cosmic rays", 0.04);
            fresh = around(fresh);
        }
        return true;
    }

    private static float[] sample(Plane plane) {
        float[] some = new float[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            float v = plane.pixels[(int) ((long) i * plane.pixels.length / SAMPLE)];
            some[i] = Float.isNaN(v) ? 0 : v;
        }
        return some;
    }

    /** A variance below which few pixels of the sky are: a first sieve, nothing else. */
    private static double quietest(Plane variance) {
        float[] some = sample(variance);
        Arrays.sort(some);
        return Math.max(0, some[SAMPLE / 20]);
    }

    private int[] everywhere(Progress progress) throws Unusable {
        boolean[] fresh = new boolean[mask.bits.length];
        int right = work.width - 1;
        each(progress, y -> trace(y, 1, right));
        each(progress, y -> heads(y, 1, right, fresh));
        return settled(fresh);
    }

    /** Every row but the first and last, with a look now and then at whether to go on. */
    private void each(Progress progress, IntConsumer row) throws Unusable {
        int last = work.height - 1;
        for (int from = 1; from < last; from += AT_ONCE) {
            progress.at("cosmic rays", 0.04);
            Bands.run(
                    from,
                    Math.min(last, from + AT_ONCE),
                    ROWS,
                    (first, end) -> IntStream.range(first, end).forEach(row));
        }
    }

    private int[] around(int[] filled) {
        boolean[] fresh = new boolean[mask.bits.length];
        for (int reach = 2; reach <= REACH; reach += REACH - 2) {
            for (int i : filled) {
                int x = i % work.width;
                int y = i / work.width;
                int from = Math.max(1, x - reach);
                int to = Math.min(work.width - 1, x + reach + 1);
                int top = Math.min(work.height - 2, y + reach);
                for (int j = Math.max(1, y - reach); j <= top; j++) {
                    if (reach == REACH) {
                        heads(j, from, to, fresh);
                    } else {
                        trace(j, from, to);
                    }
                }
            }
        }
        return settled(fresh);
    }

    /** Lets rays grow, marks them and fills them. */
    private int[] settled(boolean[] fresh) {
        grow(fresh, HEAD);
        grow(fresh, TAIL);
        int[] rays = IntStream.range(0, fresh.length).filter(i -> fresh[i]).toArray();
        for (int i : rays) {
            mask.bits[i] |= Mask.CR;
        }
        for (int i : rays) {
            work.pixels[i] = around(i % work.width, i / work.width);
        }
        return rays;
    }

    private void trace(int y, int from, int to) {
        int w = work.width;
        float[] p = work.pixels;
        for (int i = y * w + from; i < y * w + to; i++) {
            float v = 2 * p[i];
            float ll = Math.max(0, v - p[i - 1] - p[i - w]);
            float lr = Math.max(0, v - p[i + 1] - p[i - w]);
            float ul = Math.max(0, v - p[i - 1] - p[i + w]);
            float ur = Math.max(0, v - p[i + 1] - p[i + w]);
            edges.pixels[i] = 0.125f * (ll + lr + ul + ur);
        }
    }

    private void heads(int y, int from, int to, boolean[] fresh) {
        float[] window = new float[49];
        for (int x = from; x < to; x++) {
            float edge = edges.at(x, y);
            if (edge > quiet && isNew(x, y)) {
                double noise = noise(x, y, window);
                boolean isSharp =
                        edge - median(edges, x, y, 2, window) > HEAD * noise
                                && edge > CONTRAST * fineStructure(x, y, window);
                if (isSharp || Track.isOne(work, x, y, HEAD * noise, window)) {
                    fresh[y * work.width + x] = true;
                }
            }
        }
    }

    private boolean isNew(int x, int y) {
        return (mask.at(x, y) & Mask.CR) == 0 && (mask.around(x, y, 1) & DEFECT) == 0;
    }

    /** That of what lies around: the ray's own photons, if such they were, would hide it. */
    private double noise(int x, int y, float[] window) {
        return Math.sqrt(Math.max(1e-6, median(variance, x, y, 2, window)));
    }

    private double significance(int x, int y, float[] window) {
        double noise = noise(x, y, window);
        return (edges.at(x, y) - median(edges, x, y, 2, window)) / noise;
    }

    private double fineStructure(int x, int y, float[] window) {
        float[] small = new float[9];
        int n = 0;
        double here = 0;
        for (int j = y - 3; j <= y + 3; j++) {
            for (int i = x - 3; i <= x + 3; i++) {
                if (work.contains(i, j)) {
                    window[n] = (float) median(work, i, j, 1, small);
                    here = i == x && j == y ? window[n] : here;
                    n++;
                }
            }
        }
        return here - Statistics.median(window, n);
    }

    private static double median(Plane plane, int x, int y, int radius, float[] window) {
        int n = 0;
        for (int j = Math.max(0, y - radius); j <= Math.min(plane.height - 1, y + radius); j++) {
            int row = j * plane.width;
            int last = Math.min(plane.width - 1, x + radius);
            for (int i = Math.max(0, x - radius); i <= last; i++) {
                window[n++] = plane.pixels[row + i];
            }
        }
        return Statistics.median(window, n);
    }

    /** Adds to the fresh ones those that touch them and are significant at this threshold. */
    private void grow(boolean[] fresh, double threshold) {
        boolean[] before = fresh.clone();
        float[] window = new float[49];
        int w = work.width;
        for (int i = w + 1; i < fresh.length - w - 1; i++) {
            if (!before[i]) {
                continue;
            }
            for (int k = 0; k < 9; k++) {
                int at = i + (k / 3 - 1) * w + k % 3 - 1;
                int x = at % w;
                int y = at / w;
                boolean inside = x > 0 && y > 0 && x < w - 1 && y < work.height - 1;
                // a ray fades from its head on; what is brighter beside it may be the star it fell
                // on
                boolean fades = work.pixels[at] <= work.pixels[i];
                if (inside && fades && !fresh[at] && isNew(x, y)) {
                    fresh[at] = significance(x, y, window) > threshold;
                }
            }
        }
    }

    /** The median of what is no ray within 5 x 5; the pixel itself where there is nothing else. */
    private float around(int x, int y) {
        float[] window = new float[25];
        int n = 0;
        for (int j = Math.max(0, y - 2); j <= Math.min(work.height - 1, y + 2); j++) {
            for (int i = Math.max(0, x - 2); i <= Math.min(work.width - 1, x + 2); i++) {
                if ((mask.at(i, j) & Mask.CR) == 0) {
                    window[n++] = work.at(i, j);
                }
            }
        }
        return n == 0 ? work.at(x, y) : (float) Statistics.median(window, n);
    }
}
