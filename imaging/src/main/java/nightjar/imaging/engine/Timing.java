// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.fits.FitsHeader;

/**
 * When the light came.
 *
 * @param midpointMjdTai middle of all snaps together, MJD TAI
 * @param exposureSeconds of all snaps together
 */
record Timing(double midpointMjdTai, double exposureSeconds) {
    private static final double SECONDS_PER_DAY = 86_400;

    /** TAI - UTC since 2017-01-01 (IERS Bulletin C). */
    private static final double TAI_MINUS_UTC = 37;

    static Timing of(DifferenceRequest request, FitsHeader header, List<String> flags) {
        double midpoints = 0;
        double seconds = 0;
        for (DifferenceRequest.Snap snap : request.snaps()) {
            double exposure =
                    snap.exposureSeconds().orElse(header.real(Assumed.EXPOSURE).orElse(0));
            OptionalDouble midpoint = snap.midpointMjdTai();
            midpoints += midpoint.orElseGet(() -> fromHeader(header, exposure));
            seconds += exposure;
            if (midpoint.isEmpty() && !flags.contains("TIME_FROM_HEADER")) {
                flags.add("TIME_FROM_HEADER");
            }
        }
        return new Timing(midpoints / request.snaps().size(), seconds);
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
