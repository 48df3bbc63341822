// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import java.util.Optional;
import nightjar.imaging.inject.Injection;
import nightjar.imaging.sky.ReferenceCatalogue;

/**
 * What may be asked of a difference beyond its products.
 *
 * @param detections whether everything above the threshold is listed too, in detections.csv (x, y,
 *     score, and what became of it)
 * @param score whether the score image is written, in score.fits
 * @param report whether a page for people is written, in report.html
 * @param injection sources to put into the science image first; injected.csv tells of them
 * @param align whether templates are laid on the science image by the pattern of the stars, where
 *     headers may lack a WCS; without one there are positions in pixels only
 * @param catalogue stars to refine the headers' coordinates and find the zero point by
 */
public record Extras(
        boolean detections,
        boolean score,
        boolean report,
        Optional<Injection> injection,
        boolean align,
        Optional<ReferenceCatalogue> catalogue) {

    /** Without a catalogue. */
    public Extras(
            boolean detections,
            boolean score,
            boolean report,
            Optional<Injection> injection,
            boolean align) {
        this(detections, score, report, injection, align, Optional.empty());
    }

    /** Nothing more than the products. */
    public static final Extras NONE = new Extras(false, false, false, Optional.empty(), false);
}
