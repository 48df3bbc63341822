// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/**
 * An asteroid: moves steadily along the east and north axes of the tangent plane at its first
 * place.
 *
 * @param id its provisional designation, unpacked
 * @param start where it is when the night's clock says 0
 */
public record Wanderer(
        String id,
        SkyPoint start,
        double eastArcsecPerSecond,
        double northArcsecPerSecond,
        double nJy) {

    public SkyPoint at(double nightSeconds) {
        return start.shifted(
                eastArcsecPerSecond * nightSeconds, northArcsecPerSecond * nightSeconds);
    }
}
