// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/** Robust statistics of samples; NaN where there are none. */
public final class Statistics {
    /** Standard deviation of a Gaussian in units of its median absolute deviation. */
    public static final double MAD_TO_SIGMA = 1.482602218505602;

    private static final int FEW = 500;
    private static final int SAMPLE = 127;
    private static final int BINS = 64;

    /** In ranks of the sample: three standard deviations of where its median falls. */
    private static final int MARGIN = 17;

    private Statistics() {}

    /** Centre and width of a sample after clipping. */
    public record Clipped(double mean, double median, double sigma, int count) {}

    /** Median; the sample may be reordered. */
    public static double median(float[] values, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        return count < FEW ? middle(values, count, count / 2, count) : bracketed(values, count);
    }

    /**
     * The same median from the few values between two that a small sample says enclose it: one pass
     * without branches, where a partition would guess each of them wrongly half the time.
     */
    private static double bracketed(float[] values, int count) {
        float[] sample = new float[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = values[(int) ((long) i * count / SAMPLE)];
        }
        Arrays.sort(sample);
        float lo = sample[SAMPLE / 2 - MARGIN];
        float hi = sample[SAMPLE / 2 + MARGIN];
        float centre = 0.5f * (lo + hi);
        float half = 0.5f * (hi - lo);
        float[] near = new float[count];
        int n = 0;
        int below = 0;
        for (int i = 0; i < count; i++) {
            float d = values[i] - centre;
            // the sign bits, as numbers
            int outside = Float.floatToRawIntBits(half - Math.abs(d)) >>> 31;
            near[n] = values[i];
            n += 1 - outside;
            below += outside & (Float.floatToRawIntBits(d) >>> 31);
        }
        int rank = count / 2 - below;
        if (rank < 1 || rank >= n) {
            return middle(values, count, count / 2, count);
        }
        float scale = BINS / (hi - lo);
        return scale > 0 && scale < Float.MAX_VALUE
                ? binned(near, n, lo, scale, rank, count % 2 == 0)
                : middle(near, n, rank, count);
    }

    /** The same from the one bin of a histogram that holds the rank, and what is next below. */
    private static double binned(
            float[] values, int n, float from, float scale, int rank, boolean even) {
        int[] bins = new int[BINS + 2];
        for (int i = 0; i < n; i++) {
            bins[(int) ((values[i] - from) * scale)]++;
        }
        int bin = 0;
        int below = 0;
        while (below + bins[bin] <= rank) {
            below += bins[bin++];
        }
        float[] inside = new float[bins[bin]];
        float before = Float.NEGATIVE_INFINITY;
        int m = 0;
        for (int i = 0; i < n; i++) {
            int b = (int) ((values[i] - from) * scale);
            if (b == bin) {
                inside[m++] = values[i];
            } else if (b < bin) {
                before = Math.max(before, values[i]);
            }
        }
        Arrays.sort(inside);
        int k = rank - below;
        return even ? 0.5 * ((k > 0 ? inside[k - 1] : before) + inside[k]) : inside[k];
    }

    /**
     * The value of that rank among the first n, or for an even count its mean with the one before.
     */
    private static double middle(float[] values, int n, int rank, int count) {
        float upper = select(values, n, rank);
        if (count % 2 == 1) {
            return upper;
        }
        float lower = values[0];
        for (int i = 1; i < rank; i++) {
            lower = Math.max(lower, values[i]);
        }
        return 0.5 * (lower + upper);
    }

    public static double median(double[] values) {
        double[] v = values.clone();
        Arrays.sort(v);
        int n = v.length;
        return n == 0 ? Double.NaN : n % 2 == 1 ? v[n / 2] : 0.5 * (v[n / 2 - 1] + v[n / 2]);
    }

    /** 1.4826 times the median absolute deviation from the median. */
    public static double robustSigma(double[] values) {
        double m = median(values);
        return MAD_TO_SIGMA * median(Arrays.stream(values).map(v -> Math.abs(v - m)).toArray());
    }

    /** 1.4826 times the median absolute deviation; the sample is destroyed. */
    public static double robustSigma(float[] values, int count) {
        double m = median(values, count);
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.abs(values[i] - m);
        }
        return MAD_TO_SIGMA * median(values, count);
    }

    /**
     * Clips at {@code kappa} sigma until nothing changes: the first time around the median with the
     * robust width, then around mean and standard deviation. The sample is reordered.
     */
    public static Clipped clip(float[] values, int count, double kappa) {
        int n = count;
        double centre = median(values, n);
        double sigma = robustSigma(Arrays.copyOf(values, n), n);
        for (int round = 0; round < 8 && n > 3; round++) {
            double lo = centre - kappa * sigma;
            double hi = centre + kappa * sigma;
            int kept = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                float v = values[i];
                if (v >= lo && v <= hi) {
                    values[kept++] = v;
                    double d = v - centre;
                    sum += d;
                    squares += d * d;
                }
            }
            if (kept == 0) {
                break;
            }
            boolean settled = kept == n;
            double mean = sum / kept;
            sigma = Math.sqrt(Math.max(0, squares / kept - mean * mean));
            centre += mean;
            n = kept;
            if (settled) {
                break;
            }
        }
        return new Clipped(n == 0 ? Double.NaN : centre, median(values, n), sigma, n);
    }

    /** The k-th smallest (0-based) of the first {@code count}; smaller ones end up before it. */
    public static float select(float[] a, int count, int k) {
        int lo = 0;
        int hi = count - 1;
        while (lo < hi) {
            float pivot = a[(lo + hi) >>> 1];
            int i = lo;
            int j = hi;
            while (i <= j) {
                while (a[i] < pivot) {
                    i++;
                }
                while (a[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    float t = a[i];
                    a[i++] = a[j];
                    a[j--] = t;
                }
            }
            if (k <= j) {
                hi = j;
            } else if (k >= i) {
                lo = i;
            } else {
                break;
            }
        }
        return a[k];
    }
}
