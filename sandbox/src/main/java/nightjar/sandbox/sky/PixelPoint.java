// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/** A place on a pixel grid, in pixels; the centre of the first pixel is (0, 0). */
public record PixelPoint(double x, double y) {
    public double distanceTo(PixelPoint other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
