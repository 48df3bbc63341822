// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Physical filter to band. A filter that is not named and begins with its band, as LSSTCam's do
 * (g_6, r_57), is understood; others, such as LATISS's SDSSr_65mm~empty or HSC-R, must be named.
 *
 * @param named band by physical filter
 */
public record Bands(Map<String, String> named) implements Serializable {

    private static final Pattern LSST_FILTER = Pattern.compile("([ugrizy])(_.*)?");

    public Bands {
        named = Map.copyOf(named);
    }

    /** The one band of these filters (comma-separated); empty when there is none or several. */
    Optional<String> of(String filters) {
        var bands =
                Arrays.stream(filters.split(",", -1))
                        .map(String::strip)
                        .filter(filter -> !filter.isEmpty())
                        .map(this::ofOne)
                        .distinct()
                        .toList();
        return bands.size() == 1 ? bands.get(0) : Optional.empty();
    }

    private Optional<String> ofOne(String filter) {
        if (named.containsKey(filter)) {
            return Optional.of(named.getOrDefault(filter, ""));
        }
        var lsst = LSST_FILTER.matcher(filter);
        return lsst.matches() ? Optional.of(lsst.group(1)) : Optional.empty();
    }
}
