// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the bench's visits look: each beside the last, so that none overlaps another; detectors on
 * a square grid of 14 by 14 fields of 0.2 degrees.
 */
final class BenchSky {

    static final double PITCH_DEG = 0.23;

    private static final int SIDE = 14;
    private static final double HALF_DEG = 0.1;
    private static final double POINTING_DEG = 4;
    private static final int POINTINGS_A_RING = 80;

    private BenchSky() {}

    /** ra, dec of a visit's boresight. */
    static double[] boresight(long visit) {
        long n = visit % 100_000;
        double ra = 20 + n % POINTINGS_A_RING * POINTING_DEG;
        double dec = -20 + Math.floorMod(n / POINTINGS_A_RING, 8) * POINTING_DEG;
        return new double[] {ra, dec};
    }

    /** Offsets of a detector's middle from the boresight, degrees west and north. */
    static double[] offset(int detector) {
        int column = detector % SIDE;
        int row = detector / SIDE;
        return new double[] {
            (column - (SIDE - 1) / 2.0) * PITCH_DEG, (row - (SIDE - 1) / 2.0) * PITCH_DEG
        };
    }

    static double[] detector(long visit, int detector) {
        var boresight = boresight(visit);
        var offset = offset(detector);
        double dec = boresight[1] + offset[1];
        return new double[] {boresight[0] - offset[0] / Math.cos(Math.toRadians(dec)), dec};
    }

    static List<Double> corners(double[] centre) {
        return square(centre, HALF_DEG);
    }

    static List<Double> square(double[] centre, double half) {
        double dRa = half / Math.cos(Math.toRadians(centre[1]));
        var corners = new ArrayList<Double>();
        for (int[] s : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
            corners.add(centre[0] + s[0] * dRa);
            corners.add(centre[1] + s[1] * half);
        }
        return corners;
    }
}
