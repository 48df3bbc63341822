// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.util.Collection;

/**
 * Median, ninetieth percentile and maximum, by nearest rank; NaN when there is nothing.
 *
 * @param count of how many
 */
public record Percentiles(int count, double p50, double p90, double p99, double max) {

    public static Percentiles of(Collection<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Percentiles(
                sorted.length,
                rank(sorted, 0.5),
                rank(sorted, 0.9),
                rank(sorted, 0.99),
                rank(sorted, 1));
    }

    private static double rank(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int at = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, at))];
    }

    /** For instance "p50 1.2 s, p90 2.0 s, max 3.1 s". */
    public String inSeconds() {
        return count == 0
                ? "nothing to measure"
                : String.format("p50 %.1f s, p90 %.1f s, max %.1f s", p50, p90, max);
    }
}
