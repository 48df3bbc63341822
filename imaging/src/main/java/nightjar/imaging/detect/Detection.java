// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

/**
 * One local maximum of |S| with the region it stands on.
 *
 * @param x,y pixel of the maximum
 * @param score S there, signed
 * @param x0,y0,x1,y1 bounding box of the region above threshold, inclusive
 * @param area pixels of that region
 * @param peaks maxima on the same region
 */
public record Detection(
        int x, int y, double score, int x0, int y0, int x1, int y1, int area, int peaks) {

    public boolean negative() {
        return score < 0;
    }
}
