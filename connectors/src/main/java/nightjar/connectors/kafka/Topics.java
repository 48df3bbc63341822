// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which topics are read: some by name, or all whose names match a pattern. A pattern finds topics
 * that appear while the job runs, as the notification topic does whenever Ceph got stuck and was
 * given a new one.
 *
 * @param names topic names; empty when a pattern is used
 * @param pattern a regular expression for the whole name; empty when names are used
 */
public record Topics(List<String> names, String pattern) {

    public Topics {
        names = List.copyOf(names);
        requireNonNull(pattern, "pattern");
        if (names.isEmpty() == pattern.isEmpty()) {
            throw new IllegalArgumentException(
                    "read topics by names or by a pattern, not both: " + names + " " + pattern);
        }
        if (!pattern.isEmpty()) {
            var unused = Pattern.compile(pattern);
        }
    }

    public static Topics named(String... names) {
        return new Topics(List.of(names), "");
    }

    public static Topics matching(String pattern) {
        return new Topics(List.of(), pattern);
    }
}
