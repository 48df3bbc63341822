// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.List;
import nightjar.imaging.fits.FitsImage;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Planes;

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
        return of(image, Planes.kept());
    }

    /** The same, its mask lent by these. */
    public static Exposure of(FitsImage image, Planes planes) {
        var mask = planes.mask(image.pixels().width, image.pixels().height);
        return new Exposure(image, mask, List.of());
    }
}
