// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.Arrays;

/** Pixels of one patch, as indices, as many as there turn out to be. */
public final class Pile {
    private int[] pixels = new int[1 << 10];
    private int size;

    public int size() {
        return size;
    }

    public int at(int n) {
        return pixels[n];
    }

    public void clear() {
        size = 0;
    }

    public void add(int pixel) {
        if (size == pixels.length) {
            pixels = Arrays.copyOf(pixels, 2 * size);
        }
        pixels[size++] = pixel;
    }
}
