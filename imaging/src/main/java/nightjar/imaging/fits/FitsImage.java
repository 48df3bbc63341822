// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.util.Optional;
import nightjar.imaging.pixels.Plane;

/**
 * One image as read: scaled pixel values (BZERO, BSCALE applied; NaN where blank) and its header.
 *
 * @param name the file's name, for messages
 * @param integer whether the file held integers (so that saturation shows as a flat top)
 * @param variance the VARIANCE extension, when there is one of the same size
 * @param mask the MASK extension, when there is one: non-zero is bad
 */
public record FitsImage(
        String name,
        FitsHeader header,
        Plane pixels,
        boolean integer,
        Optional<Plane> variance,
        Optional<Plane> mask) {}
