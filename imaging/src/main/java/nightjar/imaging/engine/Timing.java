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
    /**
     * @param headers of the snaps, in the request's order
     */
    static Timing of(DifferenceRequest request, List<FitsHeader> headers, List<String> flags) {
        double[] exposures = seconds(request, headers);
        double whole = Arrays.stream(exposures).sum();
        double midpoint = 0;
        for (int i = 0; i < exposures.length; i++) {
            OptionalDouble told = request.snaps().get(i).midpointMjdTai();
            var header = HeaderTime.of(headers.get(i), exposures[i]);
            if (told.isEmpty()) {
                add(flags, "TIME_FROM_HEADER");
                header.flags().forEach(flag -> add(flags, flag));
            }
            double share = whole > 0 ? exposures[i] / whole : 1.0 / exposures.length;
            midpoint += share * told.orElse(header.midpointMjdTai());
        }
        return new Timing(midpoint, whole);
    }

    private static void add(List<String> flags, String flag) {
        if (!flags.contains(flag)) {
            flags.add(flag);
        }
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
}
