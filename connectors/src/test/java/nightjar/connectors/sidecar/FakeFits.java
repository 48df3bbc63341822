// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The beginning of a FITS file: a primary header, then an extension's. */
final class FakeFits {

    private FakeFits() {}

    static byte[] of(String... cards) {
        var primary = header("SIMPLE  =                    T", cards);
        var extension = header("XTENSION= 'IMAGE   '", "EXTNAME = 'Segment00'");
        var both = Arrays.copyOf(primary, primary.length + extension.length);
        System.arraycopy(extension, 0, both, primary.length, extension.length);
        return both;
    }

    private static byte[] header(String first, String... cards) {
        var text = new StringBuilder(card(first));
        for (var card : cards) {
            text.append(card(card));
        }
        text.append(card("END"));
        int blocks = (text.length() + FitsCards.BLOCK - 1) / FitsCards.BLOCK;
        text.append(" ".repeat(blocks * FitsCards.BLOCK - text.length()));
        return text.toString().getBytes(US_ASCII);
    }

    private static String card(String text) {
        return String.format("%-80s", text);
    }
}
