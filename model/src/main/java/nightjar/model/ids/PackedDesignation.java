// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Provisional designations as the Minor Planet Center packs them into seven characters: 2003 YF26
 * is K03Y26F (minorplanetcenter.net/iau/info/PackedDes.html).
 */
public final class PackedDesignation {

    private static final Pattern PROVISIONAL =
            Pattern.compile("(1[89]|20)(\\d\\d) ([A-HJ-Y])([A-HJ-Z])(\\d{0,3})");

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private PackedDesignation() {}

    /** Packed; empty for what is no provisional designation that fits seven characters. */
    public static Optional<String> of(String provisional) {
        var parts = PROVISIONAL.matcher(provisional);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int cycle = parts.group(5).isEmpty() ? 0 : Integer.parseInt(parts.group(5));
        if (cycle / 10 >= DIGITS.length()) {
            return Optional.empty();
        }
        return Optional.of(
                ""
                        + DIGITS.charAt(Integer.parseInt(parts.group(1)))
                        + parts.group(2)
                        + parts.group(3)
                        + DIGITS.charAt(cycle / 10)
                        + cycle % 10
                        + parts.group(4));
    }
}
