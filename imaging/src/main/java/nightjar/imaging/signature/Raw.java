// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.List;
import nightjar.imaging.fits.FitsHeader;

/**
 * A raw frame before anything was done to it.
 *
 * @param header what holds for all amplifiers
 * @param width of the detector, px
 * @param height of the detector, px
 */
record Raw(String name, FitsHeader header, int width, int height, List<Amplifier> amplifiers) {
    Raw {
        amplifiers = List.copyOf(amplifiers);
    }
}
