// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.Locale;

/**
 * The truth about one source in one detector's image: what a perfect pipeline would report there.
 *
 * @param id the same over all visits
 * @param raDeg ICRS degrees at mid-exposure; of a satellite, the middle of its way over the
 *     detector
 * @param visit the exposure id
 * @param x 0-based px by the header's WCS (the smooth astrometric error, 0.02 px rms, not included)
 * @param fluxNJy change against the template, negative for a star that faded; of a satellite, the
 *     light that fell on this detector
 * @param mag AB magnitude of the absolute change
 * @param trueSnr matched-filter signal to noise, sqrt(sum P^2 F^2 / V), where V is the noise-free
 *     science variance (source, host, sky and read noise) plus the template's
 * @param maskedFraction share of the PSF's weight on saturated, bad, cosmic-ray or off-image pixels
 * @param onHost inside a galaxy's light
 * @param nearStar within 3 arcsec of a star brighter than r = 23
 * @param trackArcsec distance from the nearest satellite track of this exposure; infinite without
 *     one. Policy withholds what lies within 36 arcsec (0.01 deg) of a track, its bounding box
 *     included.
 * @param fate what becomes of the image it is in
 */
public record Injected(
        Kind kind,
        String id,
        double raDeg,
        double decDeg,
        long visit,
        int detector,
        double x,
        double y,
        double fluxNJy,
        double mag,
        double trueSnr,
        double maskedFraction,
        boolean onHost,
        boolean nearStar,
        double trackArcsec,
        Fate fate) {

    /**
     * The hundredth of a degree that policy adds to a track, plus half a generous bounding box, in
     * arcsec.
     */
    private static final double WITHHELD_ARCSEC = 36 + 6;

    /**
     * Whether policy may withhold it: so near a satellite's track that its box can touch the band.
     */
    public boolean mayBeWithheld() {
        return trackArcsec <= WITHHELD_ARCSEC;
    }

    /** What kind of thing was put into the sky. */
    public enum Kind {
        TRANSIENT,
        VARIABLE,
        ASTEROID,
        SATELLITE;

        /** As reports write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a pipeline can be held to this row. */
    public enum Fate {
        /** The image reaches the pipeline whole. */
        SEEN,
        /** The file is cut: nothing in it can be found. */
        LOST,
        /** The image comes without an announcement: it is never processed. */
        UNANNOUNCED
    }
}
