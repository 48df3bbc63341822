// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the keywords of the first header, or headers, in the beginning of a FITS file (FITS
 * standard 4.0, section 4): 80-byte cards in blocks of 2880 bytes. A primary unit without data, as
 * fpack leaves it, is followed by its extension's header.
 */
final class FitsCards {

    static final int BLOCK = 2880;

    private static final int CARD = 80;
    private static final Charset ASCII = StandardCharsets.ISO_8859_1;

    private final byte[] bytes;
    private final Map<String, String> values = new HashMap<>();
    private int at;

    private FitsCards(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What the beginning of a file gave.
     *
     * @param keywords those seen
     * @param whole whether the header ended within the bytes
     */
    record Read(Keywords keywords, boolean whole) {}

    /** The keywords; empty when this is no FITS file. */
    static Optional<Read> read(byte[] beginning) {
        var begins = new String(beginning, 0, Math.min(CARD, beginning.length), ASCII);
        if (!begins.startsWith("SIMPLE  =")) {
            return Optional.empty();
        }
        var cards = new FitsCards(beginning);
        boolean whole = cards.header();
        if (whole && "0".equals(cards.values.getOrDefault("NAXIS", ""))) {
            whole = cards.header();
        }
        return Optional.of(new Read(new Keywords(cards.values), whole));
    }

    /** Takes one header in; true when its END was seen. Earlier headers' values win. */
    private boolean header() {
        for (; at + CARD <= bytes.length; at += CARD) {
            var card = new String(bytes, at, CARD, ASCII);
            var name = card.substring(0, 8).strip();
            if (name.equals("END")) {
                at = (at / BLOCK + 1) * BLOCK;
                return true;
            }
            if (card.startsWith("= ", 8)) {
                var value = value(card.substring(10));
                if (!value.isBlank()) {
                    values.putIfAbsent(name, value);
                }
            }
        }
        return false;
    }

    private static String value(String field) {
        var text = field.strip();
        if (!text.startsWith("'")) {
            int comment = text.indexOf('/');
            return (comment < 0 ? text : text.substring(0, comment)).strip();
        }
        var out = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == '\'';
                if (!doubled) {
                    break;
                }
                i++;
            }
            out.append(c);
        }
        return out.toString().strip();
    }
}
