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
                if (!header.isTold()) {
                    add(flags, "TIME_UNKNOWN");
                }
            }
            if (told(request, headers, i) <= 0) {
                add(flags, "EXPOSURE_UNKNOWN");
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

    /**
     * How long each snap was exposed; one of which nobody tells as long as the others in the mean,
     * 0 where nobody tells of any.
     */
    static double[] seconds(DifferenceRequest request, List<FitsHeader> headers) {
        double[] seconds = new double[headers.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = told(request, headers, i);
        }
        double mean = Arrays.stream(seconds).filter(s -> s > 0).average().orElse(0);
        return Arrays.stream(seconds).map(s -> s > 0 ? s : mean).toArray();
    }

    /** By who asks, else by the header; 0 where neither tells a length that can be. */
    private static double told(DifferenceRequest request, List<FitsHeader> headers, int snap) {
        double asked = request.snaps().get(snap).exposureSeconds().orElse(0);
        if (asked > 0 && Double.isFinite(asked)) {
            return asked;
        }
        return Arrays.stream(Assumed.EXPOSURE)
                .mapToDouble(key -> headers.get(snap).real(key, 0))
                .filter(s -> s > 0)
                .findFirst()
                .orElse(0);
    }
}
