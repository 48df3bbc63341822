// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why sources of a true S/N of 8 and more are missing from the catalogue, counted by cause. */
final class Losses {
    private static final double FAINT = 8;
    private static final double BRIGHT = 10;

    private final Map<String, Integer> faint = new TreeMap<>();
    private final Map<String, Integer> bright = new TreeMap<>();

    void add(double snr, String cause) {
        if (snr >= FAINT) {
            (snr < BRIGHT ? faint : bright).merge(cause, 1, Integer::sum);
        }
    }

    /** Cause to number, of S/N from 8 to 10. */
    Map<String, Integer> faint() {
        return Map.copyOf(faint);
    }

    /** Cause to number, of S/N from 10 on. */
    Map<String, Integer> bright() {
        return Map.copyOf(bright);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "      lost 8-10: %s; >=10: %s", words(faint), words(bright));
    }

    private static String words(Map<String, Integer> losses) {
        return losses.isEmpty()
                ? "none"
                : losses.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue(
                                        Comparator.reverseOrder()))
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
    }
}
