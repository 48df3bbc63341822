// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.util.List;
import java.util.Locale;

/** Found of injected, by true signal to noise. */
final class Bins {

    private static final double[] EDGES = {0, 3, 5, 6, 8, 10, 15, 30, Double.POSITIVE_INFINITY};

    private Bins() {}

    /** One line a bin that holds anything: "S/N 10-15 12 of 12". */
    static List<String> lines(List<Score.Verdict> verdicts) {
        var lines = new java.util.ArrayList<String>();
        for (int i = 0; i + 1 < EDGES.length; i++) {
            double from = EDGES[i];
            double to = EDGES[i + 1];
            var inside =
                    verdicts.stream()
                            .filter(v -> v.truth().trueSnr() >= from && v.truth().trueSnr() < to)
                            .toList();
            if (!inside.isEmpty()) {
                long found = inside.stream().filter(Score.Verdict::found).count();
                var label =
                        Double.isInfinite(to)
                                ? String.format(Locale.ROOT, "%.0f+", from)
                                : String.format(Locale.ROOT, "%.0f-%.0f", from, to);
                lines.add(
                        String.format(
                                Locale.ROOT, "S/N %-6s %3d of %d", label, found, inside.size()));
            }
        }
        return lines;
    }
}
