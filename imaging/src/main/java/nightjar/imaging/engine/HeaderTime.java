// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.fits.FitsHeader;
import nightjar.model.time.Tai;

/**
 * The middle of an exposure by its header (Rots et al. 2015, A&amp;A 574, A36): from MJD keywords,
 * else from dates, in the time scale that TIMESYS names (UTC where it names none).
 *
 * @param midpointMjdTai NaN when the header does not tell
 * @param flags TIME_FROM_DATE (no MJD keyword: DATE-BEG, DATE-AVG or DATE-OBS), TIME_TO_THE_DAY (a
 *     date without a time of day: noon is taken) and TIME_SCALE_ASSUMED (TIMESYS is none of UTC,
 *     TAI, TT, TDB, GPS: taken as UTC)
 */
record HeaderTime(double midpointMjdTai, List<String> flags) {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double TT_MINUS_TAI = 32.184;
    private static final double TAI_MINUS_GPS = 19;

    /** Where the time of day stands when DATE-OBS has only the day. */
    private static final List<String> OF_DAY = List.of("TIME-OBS", "UTC-OBS", "UTSTART", "UT");

    HeaderTime {
        flags = List.copyOf(flags);
    }

    /**
     * @param exposure seconds
     */
    static HeaderTime of(FitsHeader header, double exposure) {
        var flags = new ArrayList<String>();
        double half = exposure / 2 / SECONDS_PER_DAY;
        double mjd = byMjd(header, half);
        if (Double.isNaN(mjd)) {
            mjd = byDate(header, half, flags);
        }
        return new HeaderTime(Double.isNaN(mjd) ? mjd : tai(mjd, header, flags), flags);
    }

    boolean isTold() {
        return !Double.isNaN(midpointMjdTai);
    }

    private static double byMjd(FitsHeader header, double half) {
        var begin = header.real("MJD-BEG");
        var end = header.real("MJD-END");
        if (begin.isPresent() && end.isPresent()) {
            return (begin.getAsDouble() + end.getAsDouble()) / 2;
        }
        OptionalDouble middle = header.real("MJD-AVG");
        double start = header.real("MJD-BEG", "MJD-OBS", "MJD").orElse(Double.NaN);
        return middle.orElse(start + half);
    }

    private static double byDate(FitsHeader header, double half, List<String> flags) {
        double begin = moment(header, "DATE-BEG", flags);
        double end = moment(header, "DATE-END", flags);
        double told = Double.isNaN(end) ? begin + half : (begin + end) / 2;
        told = Double.isNaN(told) ? moment(header, "DATE-AVG", flags) : told;
        told = Double.isNaN(told) ? moment(header, "DATE-OBS", flags) + half : told;
        if (Double.isNaN(told)) {
            flags.clear();
        } else {
            flags.add(0, "TIME_FROM_DATE");
        }
        return told;
    }

    /** MJD of an ISO 8601 date in the header's own scale; NaN when it is none. */
    private static double moment(FitsHeader header, String key, List<String> flags) {
        String text = header.text(key).orElse("").strip().replace(' ', 'T');
        String[] parts =
                (text.endsWith("Z") ? text.substring(0, text.length() - 1) : text).split("T", 2);
        try {
            double day = Tai.MJD_1970 + LocalDate.parse(parts[0]).toEpochDay();
            String time = parts.length > 1 ? parts[1] : timeOfDay(header);
            if (time.isEmpty()) {
                flags.add("TIME_TO_THE_DAY");
                return day + 0.5;
            }
            return day + seconds(time) / SECONDS_PER_DAY;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static String timeOfDay(FitsHeader header) {
        return OF_DAY.stream().flatMap(k -> header.text(k).stream()).findFirst().orElse("").strip();
    }

    private static double seconds(String time) {
        // a leap second, which java.time does not know
        boolean isLeap = time.startsWith("23:59:60");
        var told = LocalTime.parse(isLeap ? time.replaceFirst(":60", ":59") : time);
        return told.toNanoOfDay() / 1e9 + (isLeap ? 1 : 0);
    }

    private static double tai(double mjd, FitsHeader header, List<String> flags) {
        String scale = header.text("TIMESYS").orElse("UTC").strip();
        return switch (scale) {
            case "TAI" -> mjd;
            case "TT", "TDT", "ET", "TDB" -> mjd - TT_MINUS_TAI / SECONDS_PER_DAY;
            case "GPS" -> mjd + TAI_MINUS_GPS / SECONDS_PER_DAY;
            default -> {
                if (!scale.equals("UTC")) {
                    flags.add("TIME_SCALE_ASSUMED");
                }
                long millis = Math.round((mjd - Tai.MJD_1970) * SECONDS_PER_DAY * 1000);
                yield mjd + Tai.offsetSeconds(millis) / SECONDS_PER_DAY;
            }
        };
    }
}
