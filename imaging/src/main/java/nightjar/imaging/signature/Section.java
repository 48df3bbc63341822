// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rectangle of pixels as headers write it, {@code [x1:x2,y1:y2]}, 1-based and inclusive; an axis
 * that counts down is read out against the detector's.
 *
 * @param x0 least column, 0-based
 * @param y0 least row, 0-based
 */
record Section(int x0, int y0, int width, int height, boolean flipX, boolean flipY) {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\[\\s*(\\d{1,7})\\s*:\\s*(\\d{1,7})\\s*,\\s*(\\d{1,7})\\s*:\\s*(\\d{1,7})\\s*\\]");

    /** Nothing when the text is of another form, or counts from less than one. */
    static Optional<Section> parse(String text) {
        var m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        int[] n = new int[4];
        for (int i = 0; i < 4; i++) {
            n[i] = Integer.parseInt(m.group(i + 1));
            if (n[i] < 1) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new Section(
                        Math.min(n[0], n[1]) - 1,
                        Math.min(n[2], n[3]) - 1,
                        Math.abs(n[1] - n[0]) + 1,
                        Math.abs(n[3] - n[2]) + 1,
                        n[1] < n[0],
                        n[3] < n[2]));
    }

    static Section whole(int width, int height) {
        return new Section(0, 0, width, height, false, false);
    }

    boolean isWithin(long columns, long rows) {
        return x0 + width <= columns && y0 + height <= rows;
    }

    boolean isAround(int left, int bottom, int right, int top) {
        return x0 <= left && y0 <= bottom && x0 + width >= right && y0 + height >= top;
    }

    boolean overlaps(Section other) {
        return x0 < other.x0 + other.width
                && other.x0 < x0 + width
                && y0 < other.y0 + other.height
                && other.y0 < y0 + height;
    }

    boolean hasSizeOf(Section other) {
        return width == other.width && height == other.height;
    }

    /** The same rectangle counted from another origin. */
    Section from(int left, int bottom) {
        return new Section(x0 - left, y0 - bottom, width, height, flipX, flipY);
    }

    /** Index in a plane of that width of this section's i-th column and j-th row as read out. */
    int index(int i, int j, int planeWidth) {
        int x = flipX ? x0 + width - 1 - i : x0 + i;
        int y = flipY ? y0 + height - 1 - j : y0 + j;
        return y * planeWidth + x;
    }
}
