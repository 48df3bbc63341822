// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;

/**
 * Borders that no light ever fell on, filled with one and the same number by whoever put the image
 * together (SWarp writes 0, others -99999): blocks of {@value #SIDE} x {@value #SIDE} pixels of
 * exactly one value that hang together with the image's border, and what of that value touches
 * them.
 *
 * <p>Integers of a dark sky repeat, too. Of a value that a share f of all other pixels has, noise
 * makes such a block at a given place with a chance of f to the power of its pixels; where that
 * would be expected anywhere on the image, nothing is marked.
 */
final class BlankBorder {
    private static final int SIDE = 4;

    /** How many such blocks noise may be expected to make on a whole image. */
    private static final double BY_CHANCE = 1e-3;

    /** Different fillings of one border. */
    private static final int MOST_VALUES = 8;

    private final Plane image;
    private final Mask mask;

    private BlankBorder(Plane image, Mask mask) {
        this.image = image;
        this.mask = mask;
    }

    /** Adds NO_DATA; what is saturated stays that. */
    static void mark(Plane image, Mask mask) {
        if (image.width >= 4 * SIDE && image.height >= 4 * SIDE) {
            var border = new BlankBorder(image, mask);
            for (float value : border.candidates()) {
                border.mark(value);
            }
        }
    }

    private Set<Float> candidates() {
        var values = new HashSet<Float>();
        for (int x = 0; x <= image.width - SIDE; x++) {
            candidate(x, 0, values);
            candidate(x, image.height - SIDE, values);
        }
        for (int y = 0; y <= image.height - SIDE; y++) {
            candidate(0, y, values);
            candidate(image.width - SIDE, y, values);
        }
        return values;
    }

    private void candidate(int x, int y, Set<Float> values) {
        float value = image.at(x, y);
        if (values.size() < MOST_VALUES && isBlock(x, y, value)) {
            values.add(value);
        }
    }

    private boolean is(int i, float value) {
        return image.pixels[i] == value && (mask.bits[i] & Mask.SAT) == 0;
    }

    private boolean isBlock(int x, int y, float value) {
        for (int j = y; j < y + SIDE; j++) {
            for (int i = j * image.width + x; i < j * image.width + x + SIDE; i++) {
                if (!is(i, value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void mark(float value) {
        boolean[] blank = blocks(value);
        long same = 0;
        long others = 0;
        for (int i = 0; i < blank.length; i++) {
            others += blank[i] || Float.isNaN(image.pixels[i]) ? 0 : 1;
            same += !blank[i] && is(i, value) ? 1 : 0;
        }
        if (others == 0) {
            // no border, but an image without anything: that has a refusal of its own
            return;
        }
        double chance = Math.pow((double) same / others, SIDE * SIDE);
        if (chance * blank.length > BY_CHANCE) {
            return;
        }
        touching(blank, value);
        for (int i = 0; i < blank.length; i++) {
            mask.bits[i] |= blank[i] ? Mask.NO_DATA : 0;
        }
    }

    /** Every pixel of the blocks of that value that hang together with the border. */
    private boolean[] blocks(float value) {
        int across = image.width - SIDE + 1;
        int down = image.height - SIDE + 1;
        boolean[] seen = new boolean[across * down];
        boolean[] blank = new boolean[image.pixels.length];
        var next = new ArrayDeque<Integer>();
        for (int i = 0; i < seen.length; i++) {
            int x = i % across;
            int y = Math.floorDiv(i, across);
            if (x == 0 || y == 0 || x == across - 1 || y == down - 1) {
                seen[i] = true;
                next.add(i);
            }
        }
        while (!next.isEmpty()) {
            int at = next.remove();
            int x = at % across;
            int y = Math.floorDiv(at, across);
            if (isBlock(x, y, value)) {
                fill(blank, x, y);
                for (int[] step : STEPS) {
                    int i = x + step[0];
                    int j = y + step[1];
                    boolean inside = i >= 0 && j >= 0 && i < across && j < down;
                    if (inside && !seen[j * across + i]) {
                        seen[j * across + i] = true;
                        next.add(j * across + i);
                    }
                }
            }
        }
        return blank;
    }

    private static final int[][] STEPS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

    private void fill(boolean[] blank, int x, int y) {
        for (int j = y; j < y + SIDE; j++) {
            java.util.Arrays.fill(blank, j * image.width + x, j * image.width + x + SIDE, true);
        }
    }

    /** What is left of a slanted edge: steps that no block fits into. */
    private void touching(boolean[] blank, float value) {
        var next = new ArrayDeque<Integer>();
        for (int i = 0; i < blank.length; i++) {
            if (blank[i]) {
                next.add(i);
            }
        }
        while (!next.isEmpty()) {
            int at = next.remove();
            for (int[] step : STEPS) {
                int x = at % image.width + step[0];
                int y = Math.floorDiv(at, image.width) + step[1];
                int i = y * image.width + x;
                if (image.contains(x, y) && !blank[i] && is(i, value)) {
                    blank[i] = true;
                    next.add(i);
                }
            }
        }
    }
}
