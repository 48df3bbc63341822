// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known to be wrong with each pixel, as bits. */
public final class Mask {
    public static final int BAD = 1;
    public static final int SAT = 1 << 1;
    public static final int INTRP = 1 << 2;
    public static final int CR = 1 << 3;
    public static final int EDGE = 1 << 4;
    public static final int DETECTED = 1 << 5;
    public static final int DETECTED_NEGATIVE = 1 << 6;
    public static final int SUSPECT = 1 << 7;
    public static final int NO_DATA = 1 << 8;
    public static final int STREAK = 1 << 9;
    public static final int SAT_TEMPLATE = 1 << 10;

    /** Pixels that carry no usable light. */
    public static final int UNUSABLE = BAD | SAT | CR | NO_DATA | SAT_TEMPLATE;

    private static final int BAND = 128;

    public final int width;
    public final int height;
    public final int[] bits;

    public Mask(int width, int height) {
        this(width, height, new int[Math.multiplyExact(width, height)]);
    }

    Mask(int width, int height, int[] bits) {
        this.width = width;
        this.height = height;
        this.bits = bits;
    }

    /** The bit numbers as header cards name them (MP_BAD = 0 and so on), in order. */
    public static Map<String, Integer> planes() {
        var names = new LinkedHashMap<String, Integer>();
        String[] all = {
            "BAD",
            "SAT",
            "INTRP",
            "CR",
            "EDGE",
            "DETECTED",
            "DETNEG",
            "SUSPECT",
            "NODATA",
            "STREAK",
            "SATTPL"
        };
        for (int i = 0; i < all.length; i++) {
            names.put(all[i], i);
        }
        return names;
    }

    /** The names of these bits, joined by +. */
    public static String names(int bits) {
        return planes().entrySet().stream()
                .filter(plane -> (bits >> plane.getValue() & 1) != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining("+"));
    }

    public int at(int x, int y) {
        return bits[y * width + x];
    }

    public void add(int x, int y, int bit) {
        bits[y * width + x] |= bit;
    }

    public boolean contains(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height;
    }

    /** All bits within so many pixels (a square) of a place; NO_DATA off the image. */
    public int around(double x, double y, int radius) {
        int all = 0;
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        for (int j = cy - radius; j <= cy + radius; j++) {
            for (int i = cx - radius; i <= cx + radius; i++) {
                all |= contains(i, j) ? at(i, j) : NO_DATA;
            }
        }
        return all;
    }

    /**
     * Adds {@code to} wherever a pixel within {@code radius} (a square) has any of {@code from}.
     */
    public void grow(int from, int to, int radius) {
        // a bit for each pixel, each row in words of its own
        int words = (width + Long.SIZE - 1) / Long.SIZE;
        long[] near = new long[height * words];
        Bands.run(0, height, BAND, (y0, y1) -> spread(from, radius, y0, y1, near));
        Bands.run(0, height, BAND, (y0, y1) -> add(near, to, radius, y0, y1));
    }

    /** Where a pixel of the same row is so near. */
    private void spread(int from, int radius, int y0, int y1, long[] near) {
        int words = near.length / height;
        for (int y = y0; y < y1; y++) {
            int row = y * width;
            int next = 0;
            for (int x = 0; x < width; x++) {
                if ((bits[row + x] & from) != 0) {
                    int end = Math.min(width, x + radius + 1);
                    for (int i = Math.max(next, x - radius); i < end; i++) {
                        near[y * words + i / Long.SIZE] |= 1L << i;
                    }
                    next = end;
                }
            }
        }
    }

    private void add(long[] near, int to, int radius, int y0, int y1) {
        int words = near.length / height;
        for (int y = y0; y < y1; y++) {
            int first = Math.max(0, y - radius);
            int last = Math.min(height - 1, y + radius);
            for (int word = 0; word < words; word++) {
                long any = 0;
                for (int j = first; j <= last; j++) {
                    any |= near[j * words + word];
                }
                for (; any != 0; any &= any - 1) {
                    int x = word * Long.SIZE + Long.numberOfTrailingZeros(any);
                    bits[y * width + x] |= to;
                }
            }
        }
    }

    /** Adds the other mask's bits to this one's. */
    public void or(Mask other) {
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * width; i < to * width; i++) {
                        bits[i] |= other.bits[i];
                    }
                };
        Bands.run(0, height, BAND, rows);
    }

    /** How many pixels have any of the bits. */
    public int count(int any) {
        int n = 0;
        for (int b : bits) {
            if ((b & any) != 0) {
                n++;
            }
        }
        return n;
    }
}
