// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

/**
 * The Hilbert curve through a 2^order x 2^order grid, from (0, 0) to (2^order - 1, 0), as two bits
 * per level from the coarsest down.
 */
final class Hilbert {

    private Hilbert() {}

    static long index(long s, long t, int order) {
        long x = s;
        long y = t;
        long index = 0;
        for (int bit = order - 1; bit >= 0; bit--) {
            long half = 1L << bit;
            long rx = (x >> bit) & 1;
            long ry = (y >> bit) & 1;
            index = (index << 2) | ((3 * rx) ^ ry);
            x &= half - 1;
            y &= half - 1;
            if (ry == 0) {
                long turned = rx == 1 ? half - 1 - x : x;
                x = rx == 1 ? half - 1 - y : y;
                y = turned;
            }
        }
        return index;
    }

    static long[] inverse(long index, int order) {
        long x = 0;
        long y = 0;
        for (int bit = 0; bit < order; bit++) {
            long half = 1L << bit;
            long digit = (index >> (2 * bit)) & 3;
            long rx = digit >> 1;
            long ry = (digit ^ rx) & 1;
            if (ry == 0) {
                long turned = rx == 1 ? half - 1 - x : x;
                x = rx == 1 ? half - 1 - y : y;
                y = turned;
            }
            x += rx * half;
            y += ry * half;
        }
        return new long[] {x, y};
    }
}
