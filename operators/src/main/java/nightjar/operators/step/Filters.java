// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Names of physical filters, such as r_03, i_39 or SDSSi_65mm~empty. */
final class Filters {

    private static final Pattern BAND =
            Pattern.compile("(?:SDSS|HSC-)?([ugrizyGRIZY])(?:[_~0-9].*)?");

    private Filters() {}

    /** The filters that an announcement accepts; none means any. */
    static List<String> accepted(String filters) {
        return Arrays.stream(filters.split(","))
                .map(String::strip)
                .filter(filter -> !filter.isEmpty())
                .toList();
    }

    /** u, g, r, i, z or y; empty when the name does not tell. */
    static String band(String filter) {
        var match = BAND.matcher(filter);
        return match.matches() ? match.group(1).toLowerCase(java.util.Locale.ROOT) : "";
    }
}
