// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Random;

/**
 * A FITS file of one image, whose header and pixels can be made wrong one by one.
 *
 * @param header whole blocks of 2880 bytes, cards of 80
 * @param data what follows
 */
record FitsBytes(byte[] header, byte[] data) {

    private static final int CARD = 80;
    private static final int BLOCK = 2880;

    static FitsBytes of(byte[] file) {
        int at = 0;
        while (!card(file, at).startsWith("END     ")) {
            at += CARD;
        }
        int end = (at / BLOCK + 1) * BLOCK;
        return new FitsBytes(Arrays.copyOf(file, end), Arrays.copyOfRange(file, end, file.length));
    }

    private static String card(byte[] file, int at) {
        return new String(file, at, CARD, ISO_8859_1);
    }

    byte[] file() {
        return ByteDamage.with(header, header.length, data);
    }

    /** The keyword with this value, as it is written into the card. */
    FitsBytes with(String keyword, String value) {
        return card(keyword, "%-8s= %s".formatted(keyword, value));
    }

    FitsBytes without(String... keywords) {
        var less = this;
        for (var keyword : keywords) {
            less = less.card(keyword, "COMMENT   taken out");
        }
        return less;
    }

    /** The keyword's card replaced by this one. */
    FitsBytes card(String keyword, String card) {
        var changed = header.clone();
        for (int at = 0; at < changed.length; at += CARD) {
            if (card(changed, at).startsWith("%-8s".formatted(keyword))) {
                put(changed, at, card);
                return new FitsBytes(changed, data);
            }
        }
        throw new IllegalArgumentException("no " + keyword + " in the header");
    }

    private static void put(byte[] header, int at, String card) {
        var text = "%-80s".formatted(card).getBytes(ISO_8859_1);
        System.arraycopy(text, 0, header, at, CARD);
    }

    /** So many cards more, before END. */
    FitsBytes longer(int cards, String card) {
        int end = 0;
        while (!card(header, end).startsWith("END     ")) {
            end += CARD;
        }
        int blocks = (end + (cards + 1) * CARD + BLOCK - 1) / BLOCK;
        var more = new byte[blocks * BLOCK];
        Arrays.fill(more, (byte) ' ');
        System.arraycopy(header, 0, more, 0, end);
        for (int i = 0; i < cards; i++) {
            put(more, end + i * CARD, card);
        }
        put(more, end + cards * CARD, "END");
        return new FitsBytes(more, data);
    }

    /** Every 16-bit pixel the same. */
    FitsBytes filled(int high, int low) {
        var pixels = new byte[data.length];
        for (int i = 0; i + 1 < pixels.length; i += 2) {
            pixels[i] = (byte) high;
            pixels[i + 1] = (byte) low;
        }
        return new FitsBytes(header, pixels);
    }

    FitsBytes noise(long seed) {
        var pixels = new byte[data.length];
        new Random(seed).nextBytes(pixels);
        return new FitsBytes(header, pixels);
    }

    /** Pairs of bytes in the other order. */
    FitsBytes swapped() {
        var pixels = data.clone();
        for (int i = 0; i + 1 < pixels.length; i += 2) {
            pixels[i] = data[i + 1];
            pixels[i + 1] = data[i];
        }
        return new FitsBytes(header, pixels);
    }

    /** 32-bit numbers instead of 16-bit ones, every {@code each}-th of these bits, else 1000. */
    FitsBytes floats(int bits, int each) {
        var pixels = java.nio.ByteBuffer.allocate(2 * data.length);
        for (int i = 0; i < data.length / 2; i++) {
            pixels.putInt(i % each == 0 ? bits : Float.floatToIntBits(1000 + i % 97));
        }
        return new FitsBytes(header, pixels.array())
                .with("BITPIX", "                 -32")
                .without("BZERO", "BSCALE");
    }

    byte[] cut(int bytes) {
        return Arrays.copyOf(file(), bytes);
    }
}
