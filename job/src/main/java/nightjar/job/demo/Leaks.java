// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nightjar.sandbox.sky.SkyPoint;

/**
 * Looks through texts for what must not be in them: secrets, as they are or as wires carry them,
 * and the positions of sources that nobody has cleared.
 */
final class Leaks {

    /** A position to 0.36 arcsec: as few digits as still tell one source from its neighbours. */
    private static final int DECIMALS = 4;

    /** Right ascension and declination of one source stand at most so far from each other. */
    private static final int APART = 200;

    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<SkyPoint> positions;
    private final List<String> found = new ArrayList<>();
    private int texts;
    private long characters;

    Leaks(List<String> words, List<SkyPoint> uncleared) {
        for (var word : words) {
            secrets.add(word);
            secrets.add(URLEncoder.encode(word, StandardCharsets.UTF_8));
            secrets.add(
                    Base64.getEncoder()
                            .withoutPadding()
                            .encodeToString(word.getBytes(StandardCharsets.UTF_8)));
        }
        positions = List.copyOf(uncleared);
    }

    /** What is found is told by its place, never by its text. */
    void look(String where, String text) {
        texts++;
        characters += text.length();
        if (secrets.stream().anyMatch(text::contains)) {
            found.add("a secret in " + where);
        }
        if (positions.stream().anyMatch(position -> names(text, position))) {
            found.add("an uncleared position in " + where);
        }
    }

    private static boolean names(String text, SkyPoint position) {
        var ra = digits(position.raDeg());
        var dec = digits(position.decDeg());
        for (int at = text.indexOf(ra); at >= 0; at = text.indexOf(ra, at + 1)) {
            int from = Math.max(0, at - APART);
            int to = Math.min(text.length(), at + APART);
            if (text.substring(from, to).contains(dec)) {
                return true;
            }
        }
        return false;
    }

    /** Cut, not rounded: so that it is part of any longer writing of the same number. */
    private static String digits(double degrees) {
        var whole = new java.math.BigDecimal(degrees);
        return whole.setScale(DECIMALS, java.math.RoundingMode.DOWN).toPlainString();
    }

    List<String> found() {
        return List.copyOf(found);
    }

    /** One line for people. */
    String line() {
        var what =
                "%d texts of %,d characters for %d secrets and %d uncleared positions"
                        .formatted(texts, characters, secrets.size(), positions.size());
        return found.isEmpty()
                ? "scan: nothing leaked (" + what + ")"
                : "scan: LEAKED: " + String.join(", ", found) + " (" + what + ")";
    }
}
