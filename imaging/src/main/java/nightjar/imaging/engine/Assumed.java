// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.fits.FitsHeader;

/**
 * What had to be assumed because a header does not say it, a flag for each: plain FITS files made
 * by others are differenced, too, and who reads the result must know on what it rests.
 */
final class Assumed {

    /** Full well of a 16-bit image, as a share of its range: beyond it few cameras are linear. */
    static final double FULL_WELL = 0.9;

    static final String[] GAIN = {"GAIN", "EGAIN", "GAINA"};
    static final String[] SATURATION = {"SATURATE", "SATLEVEL", "SATURAT", "ESATUR"};
    static final String[] READ_NOISE = {"RDNOISE", "READNOIS", "ENOISE", "RON"};
    static final String[] EXPOSURE = {"EXPTIME", "EXPOSURE"};
    static final String[] BAND = {"BAND", "FILTER", "FILTER1", "FILTNAM"};

    private Assumed() {}

    /**
     * By name: GAIN_ASSUMED (taken from the sky's photon noise, or one), SATURATION_ASSUMED (nine
     * tenths of a 16-bit range, else none), NOISE_FROM_SKY (no read noise is told; it is in what
     * the sky's pixels scatter by), EXPOSURE_UNKNOWN, TIME_UNKNOWN and BAND_UNKNOWN (left out),
     * FRAME_ASSUMED (the equinox of the coordinates is not 2000: they are taken as they are).
     *
     * @param isTimed whether who asks told the time and the length of the exposure
     * @param isNamed whether who asks told the band
     */
    static List<String> of(FitsHeader header, boolean isTimed, boolean isNamed) {
        var flags = new ArrayList<String>();
        add(flags, "GAIN_ASSUMED", isPositive(header, GAIN));
        add(flags, "SATURATION_ASSUMED", isPositive(header, SATURATION));
        add(flags, "NOISE_FROM_SKY", header.real(READ_NOISE).isPresent());
        add(flags, "EXPOSURE_UNKNOWN", isTimed || isPositive(header, EXPOSURE));
        add(flags, "TIME_UNKNOWN", isTimed || HeaderTime.of(header, 0).isTold());
        add(flags, "BAND_UNKNOWN", isNamed || isTold(header, BAND));
        add(flags, "FRAME_ASSUMED", isOfJ2000(header));
        return flags;
    }

    /** FK5 of J2000 lies within 0.1 arcsec of ICRS; FK4 is refused where coordinates are read. */
    private static boolean isOfJ2000(FitsHeader header) {
        String frame = header.text("RADESYS").or(() -> header.text("RADECSYS")).orElse("").strip();
        boolean isIcrs = frame.equals("ICRS");
        boolean isOfDate = frame.equals("GAPPT");
        boolean isNear = Math.abs(header.real("EQUINOX", 2000) - 2000) < 0.01;
        return isIcrs || (isNear && !isOfDate);
    }

    /**
     * Whether two headers tell bands that differ: by the first keyword that both have. A name's
     * first word is the band where it is short (r_03, "g DECam SDSS"), else the whole name is.
     */
    static boolean isOtherBand(FitsHeader one, FitsHeader other) {
        for (String key : BAND) {
            var a = one.text(key);
            var b = other.text(key);
            if (a.isPresent() && b.isPresent()) {
                return !band(a.get()).equals(band(b.get()));
            }
        }
        return false;
    }

    private static String band(String name) {
        String whole = name.strip();
        String first = whole.split("[ _.:,-]", 2)[0];
        return first.length() <= 2 && !first.isEmpty() ? first : whole;
    }

    private static void add(List<String> flags, String flag, boolean isKnown) {
        if (!isKnown) {
            flags.add(flag);
        }
    }

    private static boolean isPositive(FitsHeader header, String... keys) {
        var told = header.real(keys);
        return told.isPresent() && told.getAsDouble() > 0;
    }

    private static boolean isTold(FitsHeader header, String... keys) {
        for (String key : keys) {
            if (header.text(key).filter(it -> !it.isBlank()).isPresent()
                    || header.real(key).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
