// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.Optional;
import java.util.OptionalDouble;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.pixels.Plane;

/**
 * One amplifier's part of a raw: what it read, and where each part of that belongs.
 *
 * @param name as the calibrations' tables name it: C00 to C17 of an LSST sensor
 * @param suffix of its keywords, for HDUs that several amplifiers share (DATASECA, GAINA); else
 *     empty
 * @param pixels all that was read into its HDU, ADU
 * @param data the light-sensitive pixels, in the HDU
 * @param bias the overscan, in the HDU
 * @param detector where the data lie on the detector, in the order of readout
 */
record Amplifier(
        String name,
        String suffix,
        FitsHeader header,
        Plane pixels,
        Section data,
        Optional<Section> bias,
        Section detector) {

    /**
     * The first of these keywords, with the amplifier's suffix before without, that is positive.
     */
    OptionalDouble positive(String... keys) {
        for (String key : keys) {
            var value = header.real(key + suffix, key);
            if (value.isPresent() && value.getAsDouble() > 0) {
                return value;
            }
        }
        return OptionalDouble.empty();
    }

    /** Index in the HDU of the data's i-th column and j-th row. */
    int index(int i, int j) {
        return (data.y0() + j) * pixels.width + data.x0() + i;
    }
}
