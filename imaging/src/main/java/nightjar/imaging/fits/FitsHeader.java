// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The cards of one HDU by keyword (FITS standard 4.0, section 4): values as text, read on demand; a
 * card that cannot be read is absent, not an error.
 */
public final class FitsHeader {
    private final Map<String, String> cards;

    private FitsHeader(Map<String, String> cards) {
        this.cards = cards;
    }

    /** A header without cards. */
    public static FitsHeader empty() {
        return new FitsHeader(new LinkedHashMap<>());
    }

    /** A header of these cards. */
    public static FitsHeader of(Map<String, String> cards) {
        return new FitsHeader(new LinkedHashMap<>(cards));
    }

    /** Adds the cards of one 2880-byte block; true when it held END. */
    boolean addBlock(byte[] block) {
        for (int at = 0; at < block.length; at += 80) {
            String card = new String(block, at, 80, StandardCharsets.ISO_8859_1);
            String key = card.substring(0, 8).trim().toUpperCase(Locale.ROOT);
            if (key.equals("END")) {
                return true;
            }
            if (card.charAt(8) == '=' && !key.isEmpty()) {
                cards.putIfAbsent(key, value(card.substring(9)));
            } else if (key.equals("HIERARCH") && card.indexOf('=') > 0) {
                int equals = card.indexOf('=');
                cards.putIfAbsent(
                        card.substring(9, equals).trim(), value(card.substring(equals + 1)));
            }
        }
        return false;
    }

    private static String value(String text) {
        String t = text.trim();
        if (!t.startsWith("'")) {
            int slash = t.indexOf('/');
            return (slash >= 0 ? t.substring(0, slash) : t).trim();
        }
        var out = new StringBuilder();
        for (int i = 1; i < t.length(); i++) {
            char c = t.charAt(i);
            if (c == '\'') {
                if (i + 1 < t.length() && t.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    break;
                }
            }
            out.append(c);
        }
        return out.toString().stripTrailing();
    }

    /** This header, with the primary's cards where it has none of its own. */
    public FitsHeader inheriting(FitsHeader primary) {
        var all = new LinkedHashMap<>(cards);
        primary.cards.forEach(all::putIfAbsent);
        return new FitsHeader(all);
    }

    /** This header with a card in the place of that keyword's. */
    public FitsHeader with(String key, String value) {
        var all = new LinkedHashMap<>(cards);
        all.put(key, value);
        return new FitsHeader(all);
    }

    /** This header without those cards. */
    public FitsHeader without(String... keys) {
        var all = new LinkedHashMap<>(cards);
        List.of(keys).forEach(all::remove);
        return new FitsHeader(all);
    }

    /** Keywords and what stands behind them, as text, in the file's order. */
    Map<String, String> cards() {
        return Collections.unmodifiableMap(cards);
    }

    public boolean has(String key) {
        return cards.containsKey(key);
    }

    /** The value as text, if present and not blank. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(cards.get(key)).filter(v -> !v.isBlank());
    }

    /** The first of the keys that is a finite number. */
    public OptionalDouble real(String... keys) {
        for (String key : keys) {
            String v = cards.get(key);
            if (v != null) {
                try {
                    double d = Double.parseDouble(v.replace('D', 'E').replace('d', 'e'));
                    if (Double.isFinite(d)) {
                        return OptionalDouble.of(d);
                    }
                } catch (NumberFormatException e) {
                    // the next key may be readable
                }
            }
        }
        return OptionalDouble.empty();
    }

    public double real(String key, double otherwise) {
        return real(key).orElse(otherwise);
    }

    public OptionalLong integer(String key) {
        try {
            return OptionalLong.of(Long.parseLong(cards.getOrDefault(key, "")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    public long integer(String key, long otherwise) {
        return integer(key).orElse(otherwise);
    }

    public boolean isTrue(String key) {
        return "T".equals(cards.get(key));
    }
}
