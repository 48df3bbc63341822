// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.List;
import nightjar.imaging.fits.FitsImage;
import nightjar.imaging.pixels.Mask;

/**
 * An image without its instrument's signature.
 *
 * @param image electrons when it was a raw, else as the file has it
 * @param mask what is known of each pixel already
 * @param flags which calibrations were missing, and what stood in for them
 */
public record Exposure(FitsImage image, Mask mask, List<String> flags) {
    public Exposure {
        flags = List.copyOf(flags);
    }

    /** One that needs nothing done. */
    public static Exposure of(FitsImage image) {
        return new Exposure(
                image, new Mask(image.pixels().width, image.pixels().height), List.of());
    }
}
