// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.Star;

/** How much brighter the same sources are in one image than in another on the same grid. */
final class FluxScale {
    private static final int APERTURE = 7;
    private static final int MOST = 200;

    private FluxScale() {}

    /** Median of one over other in apertures around the sources; none when nothing is usable. */
    static OptionalDouble ratio(
            Plane one, Mask oneMask, Plane other, Mask otherMask, List<Star> sources) {
        var ratios = new ArrayList<Double>();
        for (Star s : sources) {
            if (ratios.size() >= MOST || s.snr() < 20) {
                break;
            }
            if (s.clean()) {
                double a = aperture(one, oneMask, s);
                double b = aperture(other, otherMask, s);
                if (a > 0 && b > 0) {
                    ratios.add(a / b);
                }
            }
        }
        return ratios.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Statistics.median(
                                ratios.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static double aperture(Plane image, Mask mask, Star s) {
        int cx = (int) Math.round(s.x());
        int cy = (int) Math.round(s.y());
        double sum = 0;
        for (int y = cy - APERTURE; y <= cy + APERTURE; y++) {
            for (int x = cx - APERTURE; x <= cx + APERTURE; x++) {
                if (Math.hypot(x - s.x(), y - s.y()) > APERTURE) {
                    continue;
                }
                if (!image.contains(x, y) || (mask.at(x, y) & Mask.UNUSABLE) != 0) {
                    return Double.NaN;
                }
                sum += image.at(x, y);
            }
        }
        return sum;
    }
}
