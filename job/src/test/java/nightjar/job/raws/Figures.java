// SPDX-License-Identifier: Apache-2.0
package nightjar.job.raws;

import java.util.Arrays;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.signature.Exposure;
import nightjar.sandbox.sky.PixelPoint;

/**
 * How an exposure agrees with the truth of its raw.
 *
 * @param worstMean greatest mean residual of an amplifier's unmasked pixels, electrons
 * @param pullStd standard deviation of residual over noise, unmasked pixels
 * @param raysFound share of the pixels found whose charge of cosmic rays is above 10 sigma
 * @param falseRays share of pixels without such charge that are marked as rays
 * @param coresLost stars marked as rays at their peak, with no ray near
 * @param fullMissed pixels at the full well that are not marked as saturated
 */
record Figures(
        double worstMean,
        double pullStd,
        double raysFound,
        double falseRays,
        int coresLost,
        int fullMissed) {
    private static final int HALVES = 2;
    private static final int COLUMNS = 8;
    private static final double QUIET_VARIANCE = 45;

    static Figures of(TakenRaw taken, Exposure exposure) {
        float[] image = exposure.image().pixels().pixels;
        float[] variance = exposure.image().variance().orElseThrow().pixels;
        float[] light = taken.light().electrons();
        float[] rays = taken.rays().electrons();
        Mask mask = exposure.mask();
        double[] sum = new double[HALVES * COLUMNS];
        long[] count = new long[HALVES * COLUMNS];
        double squares = 0;
        long clean = 0;
        long falsely = 0;
        long struck = 0;
        long found = 0;
        int full = 0;
        for (int i = 0; i < image.length; i++) {
            int bits = mask.bits[i];
            boolean isRay = (bits & Mask.CR) != 0;
            if (rays[i] > 10 * Math.sqrt(light[i] + QUIET_VARIANCE) && (bits & ~Mask.CR) == 0) {
                struck++;
                found += isRay ? 1 : 0;
            }
            full += light[i] > 0.999 * taken.chip().fullWell() && (bits & Mask.SAT) == 0 ? 1 : 0;
            if (rays[i] > 0.5 || (bits & ~Mask.CR) != 0) {
                continue;
            }
            falsely += isRay ? 1 : 0;
            if (!isRay) {
                int amplifier =
                        i % mask.width * COLUMNS / mask.width
                                + (i / mask.width * HALVES / mask.height) * COLUMNS;
                double off = image[i] - light[i];
                sum[amplifier] += off;
                count[amplifier]++;
                squares += off * off / variance[i];
                clean++;
            }
        }
        for (int a = 0; a < sum.length; a++) {
            sum[a] = Math.abs(sum[a] / count[a]);
        }
        return new Figures(
                Arrays.stream(sum).max().orElseThrow(),
                Math.sqrt(squares / clean),
                (double) found / struck,
                (double) falsely / (clean + falsely),
                coresLost(taken, mask),
                full);
    }

    private static int coresLost(TakenRaw taken, Mask mask) {
        int lost = 0;
        for (PixelPoint star : taken.stars()) {
            int x = (int) Math.round(star.x());
            int y = (int) Math.round(star.y());
            boolean isInside = x > 3 && y > 3 && x < mask.width - 4 && y < mask.height - 4;
            if (isInside && (mask.at(x, y) & Mask.CR) != 0 && !isStruck(taken, x, y)) {
                lost++;
            }
        }
        return lost;
    }

    private static boolean isStruck(TakenRaw taken, int x, int y) {
        for (int j = y - 3; j <= y + 3; j++) {
            for (int i = x - 3; i <= x + 3; i++) {
                if (taken.rays().electrons()[j * taken.rays().width() + i] > 0.5) {
                    return true;
                }
            }
        }
        return false;
    }
}
