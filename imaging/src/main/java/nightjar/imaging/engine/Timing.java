// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.fits.FitsHeader;

/**
 * When the light came.
 *
 * @param midpointMjdTai middle of the light of all snaps together, MJD TAI
 * @param exposureSeconds of all snaps together
 */
record Timing(double midpointMjdTai, double exposureSeconds) {
    private static final double SECONDS_PER_DAY = 86_400;

    /** TAI - UTC since 2017-01-01 (IERS Bulletin C). */
    private static final double TAI_MINUS_UTC = 37;

    /**
     * @param headers of the snaps, in the request's order
     */
    static Timing of(DifferenceRequest request, List<FitsHeader> headers, List<String> flags) {
        double[] exposures = seconds(request, headers);
        double whole = Arrays.stream(exposures).sum();
        double midpoint = 0;
        for (int i = 0; i < exposures.length; i++) {
            OptionalDouble told = request.snaps().get(i).midpointMjdTai();
            if (told.isEmpty() && !flags.contains("TIME_FROM_HEADER")) {
                flags.add("TIME_FROM_HEADER");
            }
            double share = whole > 0 ? exposures[i] / whole : 1.0 / exposures.length;
            midpoint += share * told.orElse(fromHeader(headers.get(i), exposures[i]));
        }
        return new Timing(midpoint, whole);
    }

    /** How long each snap was exposed; 0 where nobody tells. */
    static double[] seconds(DifferenceRequest request, List<FitsHeader> headers) {
        double[] seconds = new double[headers.size()];
        for (int i = 0; i < seconds.length; i++) {
            double told = headers.get(i).real(Assumed.EXPOSURE).orElse(0);
            seconds[i] = request.snaps().get(i).exposureSeconds().orElse(told);
        }
        return seconds;
    }

    private static double fromHeader(FitsHeader header, double exposure) {
        var begin = header.real("MJD-BEG");
        var end = header.real("MJD-END");
        boolean tai = header.text("TIMESYS").orElse("UTC").equals("TAI");
        double offset = tai ? 0 : TAI_MINUS_UTC / SECONDS_PER_DAY;
        if (begin.isPresent() && end.isPresent()) {
            return (begin.getAsDouble() + end.getAsDouble()) / 2 + offset;
        }
        double start = header.real("MJD-BEG", "MJD-OBS", "MJD").orElse(Double.NaN);
        return start + exposure / 2 / SECONDS_PER_DAY + offset;
    }
}
