// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.regex.Pattern;
import java.util.stream.LongStream;
import nightjar.job.config.ConfigurationException;

/** Numbers of skies, from the first to the last. */
record Seeds(long first, long last) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    /** Reads what {@code --seeds} says: one number, or two as in 1..4. */
    static Seeds of(String text) {
        var match = RANGE.matcher(text);
        if (!match.matches()) {
            throw new ConfigurationException(
                    "--seeds " + text + ": give one number, or two as in 1..4");
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2) == null ? first : Long.parseLong(match.group(2));
        if (last < first) {
            throw new ConfigurationException("--seeds " + text + ": the last is below the first");
        }
        return new Seeds(first, last);
    }

    LongStream all() {
        return LongStream.rangeClosed(first, last);
    }
}
