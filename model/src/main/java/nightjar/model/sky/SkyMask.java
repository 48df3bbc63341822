// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.BitSet;

/** A part of the sky, told pixel by pixel. */
public final class SkyMask implements Serializable {

    private final Healpix pixels;
    private final SkyFrame frame;
    private final BitSet covered;

    /**
     * @param pixels how the sky is divided
     * @param frame in which coordinates
     * @param covered numbers of the pixels that belong to the part
     */
    public SkyMask(Healpix pixels, SkyFrame frame, BitSet covered) {
        this.pixels = requireNonNull(pixels, "pixels");
        this.frame = requireNonNull(frame, "frame");
        this.covered = (BitSet) covered.clone();
        if (covered.length() > pixels.size()) {
            throw new IllegalArgumentException(
                    "pixel " + (covered.length() - 1) + " of " + pixels.size());
        }
    }

    public boolean contains(SkyPosition position) {
        return covered.get(pixels.pixel(frame.from(position.toUnitVector())));
    }
}
