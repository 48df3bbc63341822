// SPDX-License-Identifier: Apache-2.0
package nightjar.model.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Conversions at the border of the TAI time scale, in which nightjar thinks.
 *
 * <p>Leap seconds are those of IERS Bulletin C to 2017-01-01 (TAI - UTC = 37 s); the General
 * Conference on Weights and Measures has decided against a further one before 2035 at the earliest.
 * Moments before 1999 are given the offset of 1999: no survey that nightjar serves observed then.
 */
public final class Tai {

    /** MJD of 1970-01-01. */
    public static final double MJD_1970 = 40_587;

    private static final double SECONDS_A_DAY = 86_400;

    private Tai() {}

    /** TAI - UTC in seconds at this UTC moment (milliseconds since 1970). */
    public static int offsetSeconds(long utcMillis) {
        if (utcMillis >= 1_483_228_800_000L) { // 2017-01-01
            return 37;
        }
        if (utcMillis >= 1_435_708_800_000L) { // 2015-07-01
            return 36;
        }
        if (utcMillis >= 1_341_100_800_000L) { // 2012-07-01
            return 35;
        }
        if (utcMillis >= 1_230_768_000_000L) { // 2009-01-01
            return 34;
        }
        return utcMillis >= 1_136_073_600_000L ? 33 : 32; // 2006-01-01; 1999-01-01
    }

    /** TAI seconds since 1970-01-01 TAI (astropy's unix_tai) of a UTC moment. */
    public static double unixTaiOfUtcMillis(long utcMillis) {
        return utcMillis / 1000.0 + offsetSeconds(utcMillis);
    }

    /** UTC milliseconds since 1970 of a TAI moment in seconds since 1970-01-01 TAI. */
    public static long utcMillisOfUnixTai(double unixTai) {
        long nearly = Math.round((unixTai - 37) * 1000);
        return Math.round((unixTai - offsetSeconds(nearly)) * 1000);
    }

    public static double mjdTaiOfUtcMillis(long utcMillis) {
        return mjdTaiOfUnixTai(unixTaiOfUtcMillis(utcMillis));
    }

    public static double mjdTaiOfUnixTai(double unixTai) {
        return unixTai / SECONDS_A_DAY + MJD_1970;
    }

    public static double unixTaiOfMjdTai(double mjdTai) {
        return (mjdTai - MJD_1970) * SECONDS_A_DAY;
    }

    public static long utcMillisOfMjdTai(double mjdTai) {
        return utcMillisOfUnixTai(unixTaiOfMjdTai(mjdTai));
    }

    /**
     * The observing day: the TAI date twelve hours earlier, as obs_lsst and the SAL name nights.
     */
    public static LocalDate dayObs(double mjdTai) {
        long seconds = (long) Math.floor(unixTaiOfMjdTai(mjdTai) - SECONDS_A_DAY / 2);
        return Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
