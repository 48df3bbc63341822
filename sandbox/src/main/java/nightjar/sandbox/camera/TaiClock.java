// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** UTC instants told in TAI, as the camera's headers and messages want them. */
public final class TaiClock {
    /** TAI - UTC since 2017-01-01 (IERS Bulletin C 52 and all later ones). */
    public static final int TAI_MINUS_UTC = 37;

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
    private static final double MJD_OF_UNIX_EPOCH = 40587;

    private TaiClock() {}

    public static double mjd(Instant utc) {
        return MJD_OF_UNIX_EPOCH + unixSeconds(utc) / 86400;
    }

    /** TAI seconds since 1970-01-01T00:00:00 TAI. */
    public static double unixSeconds(Instant utc) {
        return utcSeconds(utc) + TAI_MINUS_UTC;
    }

    /** UTC seconds since the Unix epoch. */
    public static double utcSeconds(Instant utc) {
        return utc.getEpochSecond() + utc.getNano() / 1e9;
    }

    /** The TAI wall clock to the millisecond, as DATE-BEG and group ids are written. */
    public static String iso(Instant utc) {
        return local(utc).format(ISO);
    }

    /** The observing day (yyyymmdd): the calendar changes 12 h after TAI midnight. */
    public static int observingDay(Instant utc) {
        LocalDateTime t = local(utc).minusHours(12);
        return t.getYear() * 10000 + t.getMonthValue() * 100 + t.getDayOfMonth();
    }

    private static LocalDateTime local(Instant utc) {
        return LocalDateTime.ofInstant(utc.plusSeconds(TAI_MINUS_UTC), ZoneOffset.UTC);
    }
}
