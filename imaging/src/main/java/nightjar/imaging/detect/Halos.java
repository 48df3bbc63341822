// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Pile;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.Star;

/**
 * Takes away the round glow that saturated stars leave in a difference: their wings reach farther
 * than any kernel, and the seeing changes them. Ring by ring the median is subtracted; the scatter
 * of the ring beyond its noise is added to the variance.
 */
public final class Halos {
    private static final int REACH = 90;
    private static final double FADED = 0.15;
    private static final double BRIGHT = 250;

    private final Difference d;

    private Halos(Difference d) {
        this.d = d;
    }

    /**
     * Cleans the difference in place.
     *
     * @param sources of the science image: the bright ones have a glow too, beyond their cores
     * @param core radius around those that is left alone, pixels
     * @return the number of stars treated
     */
    public static int remove(Difference d, List<Star> sources, int core) {
        var halos = new Halos(d);
        List<double[]> stars = halos.saturated();
        for (Star s : sources) {
            if (s.clean() && s.snr() > BRIGHT) {
                stars.add(new double[] {s.x(), s.y(), core});
            }
        }
        // the glow of two close stars overlaps: a second pass takes what the first left
        for (int round = 0; round < 2; round++) {
            stars.forEach(halos::ring);
        }
        return stars.size();
    }

    /** Middles of the saturated patches. */
    private List<double[]> saturated() {
        Mask mask = d.mask();
        int any = Mask.SAT | Mask.SAT_TEMPLATE;
        var seen = new BitSet(mask.bits.length);
        var patch = new Pile();
        var stars = new ArrayList<double[]>();
        for (int i = 0; i < mask.bits.length; i++) {
            if ((mask.bits[i] & any) == 0 || seen.get(i)) {
                continue;
            }
            patch.clear();
            patch.add(i);
            seen.set(i);
            for (int k = 0; k < patch.size(); k++) {
                neighbours(patch.at(k), any, seen, patch);
            }
            stars.add(middle(patch));
        }
        return stars;
    }

    private void neighbours(int at, int any, BitSet seen, Pile patch) {
        int w = d.mask().width;
        int x = at % w;
        int y = at / w;
        for (int j = Math.max(0, y - 1); j <= Math.min(d.mask().height - 1, y + 1); j++) {
            for (int i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++) {
                int o = j * w + i;
                if ((d.mask().bits[o] & any) != 0 && !seen.get(o)) {
                    seen.set(o);
                    patch.add(o);
                }
            }
        }
    }

    /** The median in each direction: a bleed trail does not move it off the star. */
    private double[] middle(Pile patch) {
        int n = patch.size();
        float[] xs = new float[n];
        float[] ys = new float[n];
        for (int k = 0; k < n; k++) {
            xs[k] = patch.at(k) % d.mask().width;
            ys[k] = Math.floorDiv(patch.at(k), d.mask().width);
        }
        return new double[] {Statistics.median(xs, n), Statistics.median(ys, n), 0};
    }

    private void ring(double[] star) {
        Plane image = d.difference();
        double[] level = new double[REACH + 2];
        double[] excess = new double[REACH + 2];
        int faded = 0;
        int last = 0;
        for (int r = (int) star[2]; r <= REACH && faded < 4; r++) {
            float[] values = new float[(int) (2 * Math.PI * (r + 2) * 2) + 16];
            float[] noise = new float[values.length];
            int n = gather(star, r, values, noise);
            if (n < 12) {
                continue;
            }
            double v = Statistics.median(noise, n);
            level[r] = Statistics.median(Arrays.copyOf(values, n), n);
            double spread = Statistics.robustSigma(values, n);
            excess[r] = Math.max(0, spread * spread - 1.2 * v);
            double significance = Math.abs(level[r]) / Math.sqrt(v);
            faded = significance < FADED ? faded + 1 : 0;
            last = r;
        }
        subtract(image, star, level, excess, last);
    }

    private int gather(double[] star, int r, float[] values, float[] noise) {
        int n = 0;
        int cy = (int) Math.round(star[1]);
        int y1 = Math.min(d.mask().height - 1, cy + r + 1);
        for (int y = Math.max(0, cy - r - 1); y <= y1; y++) {
            n = row(star, r, y, values, noise, n);
        }
        return n;
    }

    /** Adds what a row has of the ring to the n values so far. */
    private int row(double[] star, int r, int y, float[] values, float[] noise, int before) {
        int n = before;
        double dy = y - star[1];
        double outer = Math.sqrt(Math.max(0, (r + 0.5) * (r + 0.5) - dy * dy));
        double inner = Math.sqrt(Math.max(0, (r - 0.5) * (r - 0.5) - dy * dy));
        // between these two the row is inside the ring
        int left = (int) Math.ceil(star[0] - inner + 1);
        int right = (int) Math.floor(star[0] + inner - 1);
        int x = (int) Math.max(0, Math.floor(star[0] - outer));
        int x1 = (int) Math.min(d.mask().width - 1, Math.ceil(star[0] + outer));
        for (; x <= x1 && n < values.length; x = x + 1 == left ? Math.max(left, right) : x + 1) {
            double distance = Math.hypot(x - star[0], dy);
            boolean on = distance >= r - 0.5 && distance < r + 0.5;
            if (on && (d.mask().at(x, y) & Mask.UNUSABLE) == 0) {
                values[n] = d.difference().at(x, y);
                noise[n++] = d.variance().at(x, y);
            }
        }
        return n;
    }

    private void subtract(Plane image, double[] star, double[] level, double[] excess, int last) {
        int cx = (int) Math.round(star[0]);
        int cy = (int) Math.round(star[1]);
        for (int y = cy - last; y <= cy + last; y++) {
            for (int x = cx - last; x <= cx + last; x++) {
                double r = Math.hypot(x - star[0], y - star[1]);
                if (r > last || r < star[2] || !image.contains(x, y)) {
                    continue;
                }
                int i = (int) r;
                double t = r - i;
                int at = y * image.width + x;
                image.pixels[at] -= (float) (level[i] * (1 - t) + level[i + 1] * t);
                d.variance().pixels[at] += (float) (excess[i] * (1 - t) + excess[i + 1] * t);
            }
        }
    }
}
