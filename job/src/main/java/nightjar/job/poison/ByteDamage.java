// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What happens to bytes whatever they mean: flipped bits, cuts, doubled pieces, two messages
 * spliced, lengths and numbers at the ends of their range, UTF-8 that is none.
 *
 * @param good messages that are as they should be
 */
record ByteDamage(List<byte[]> good) implements Damage {

    private static final int LARGE_BYTES = 1 << 20;
    private static final long[] ENDS = {
        0,
        1,
        -1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        0x7FF8000000000000L,
        0x7FF0000000000000L,
        0xFFF0000000000000L,
        0x7FEFFFFFFFFFFFFFL
    };
    private static final byte[][] NO_TEXT = {
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {0},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
    };

    ByteDamage {
        good = List.copyOf(good);
    }

    @Override
    public byte[] make(Random dice) {
        var message = good.get(dice.nextInt(good.size())).clone();
        for (int hits = 1 + dice.nextInt(3); hits > 0; hits--) {
            message = hit(message, dice);
        }
        return message;
    }

    /** One more thing gone wrong with these bytes. */
    byte[] hit(byte[] m, Random dice) {
        if (m.length == 0) {
            return noise(dice, 1 + dice.nextInt(64));
        }
        int at = dice.nextInt(m.length);
        return switch (dice.nextInt(13)) {
            case 0, 1, 2 -> flipped(m, at, dice);
            case 3 -> Arrays.copyOf(m, at);
            case 4 -> without(m, at, Math.min(m.length - at, 1 + dice.nextInt(64)));
            case 5 -> with(m, at, Arrays.copyOfRange(m, dice.nextInt(at + 1), at));
            case 6 -> with(m, at, noise(dice, 1 + dice.nextInt(32)));
            case 7, 8 -> over(m, at, number(dice));
            case 9 -> with(m, at, NO_TEXT[dice.nextInt(NO_TEXT.length)]);
            case 10 -> spliced(m, good.get(dice.nextInt(good.size())), at, dice);
            case 11 -> with(m, at, varint(ENDS[dice.nextInt(ENDS.length)]));
            default -> rare(m, dice);
        };
    }

    private static byte[] rare(byte[] m, Random dice) {
        return switch (dice.nextInt(40)) {
            case 0 -> new byte[0];
            case 1 -> noise(dice, 1 + dice.nextInt(4096));
            case 2 -> repeated(m, Math.min(LARGE_BYTES, m.length * (2 + dice.nextInt(400))));
            default -> over(m, dice.nextInt(m.length), noise(dice, 1 + dice.nextInt(8)));
        };
    }

    private static byte[] flipped(byte[] m, int at, Random dice) {
        m[at] ^= (byte) (1 << dice.nextInt(8));
        return m;
    }

    private static byte[] number(Random dice) {
        var order = dice.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long end = ENDS[dice.nextInt(ENDS.length)];
        return dice.nextBoolean()
                ? ByteBuffer.allocate(8).order(order).putLong(end).array()
                : ByteBuffer.allocate(4).order(order).putInt((int) end).array();
    }

    /** As Avro writes a long: zigzag, seven bits a byte. */
    private static byte[] varint(long value) {
        var out = ByteBuffer.allocate(10);
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            out.put((byte) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
        return Arrays.copyOf(out.array(), out.position());
    }

    static byte[] noise(Random dice, int bytes) {
        var noise = new byte[bytes];
        dice.nextBytes(noise);
        return noise;
    }

    private static byte[] without(byte[] m, int at, int bytes) {
        var left = Arrays.copyOf(m, m.length - bytes);
        System.arraycopy(m, at + bytes, left, at, left.length - at);
        return left;
    }

    static byte[] with(byte[] m, int at, byte[] piece) {
        var more = Arrays.copyOf(m, m.length + piece.length);
        System.arraycopy(piece, 0, more, at, piece.length);
        System.arraycopy(m, at, more, at + piece.length, m.length - at);
        return more;
    }

    private static byte[] over(byte[] m, int at, byte[] piece) {
        System.arraycopy(piece, 0, m, at, Math.min(piece.length, m.length - at));
        return m;
    }

    private static byte[] spliced(byte[] head, byte[] tail, int at, Random dice) {
        return with(
                Arrays.copyOf(head, at),
                at,
                Arrays.copyOfRange(tail, dice.nextInt(tail.length + 1), tail.length));
    }

    private static byte[] repeated(byte[] m, int bytes) {
        var many = new byte[bytes];
        for (int at = 0; at < bytes; at += m.length) {
            System.arraycopy(m, 0, many, at, Math.min(m.length, bytes - at));
        }
        return many;
    }
}
