// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import nightjar.model.time.Tai;

/**
 * Time scales of FITS headers (keyword TIMESYS; Rots et al. 2015, A&A 574, A36, table 2), turned
 * into TAI at this border.
 */
public enum TimeScale {
    TAI(0),
    /** Differs from TAI by leap seconds. */
    UTC(0),
    /** Terrestrial time, ahead of TAI by 32.184 s; TDB differs from it by at most 2 ms. */
    TT(-32.184),
    /** Behind TAI by 19 s. */
    GPS(19),
    /** One that is not understood: its times are not used. */
    OTHER(Double.NaN);

    private static final double SECONDS_A_DAY = 86_400;

    private final double toTaiSeconds;

    TimeScale(double toTaiSeconds) {
        this.toTaiSeconds = toTaiSeconds;
    }

    /** The scale that TIMESYS names; {@code otherwise} when it names none. */
    static TimeScale of(String timesys, TimeScale otherwise) {
        return switch (timesys.strip()) {
            case "" -> otherwise;
            case "TAI" -> TAI;
            case "UTC" -> UTC;
            case "TT", "TDT", "ET", "TDB" -> TT;
            case "GPS" -> GPS;
            default -> OTHER;
        };
    }

    /** MJD TAI of an MJD in this scale; NaN stays NaN. */
    double mjdTai(double mjd) {
        if (this == UTC && Double.isFinite(mjd)) {
            long millis = Math.round((mjd - Tai.MJD_1970) * SECONDS_A_DAY * 1000);
            return mjd + Tai.offsetSeconds(millis) / SECONDS_A_DAY;
        }
        return mjd + toTaiSeconds / SECONDS_A_DAY;
    }

    /** MJD TAI of an ISO 8601 moment in this scale; NaN when it is none. */
    double mjdTai(String iso) {
        var text = iso.strip();
        try {
            var moment =
                    LocalDateTime.parse(
                            text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            double seconds = moment.toLocalTime().toNanoOfDay() / 1e9;
            long day = moment.toLocalDate().toEpochDay();
            return mjdTai(Tai.MJD_1970 + day + seconds / SECONDS_A_DAY);
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
