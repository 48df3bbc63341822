// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.List;
import java.util.Optional;
import nightjar.imaging.psf.Star;

/**
 * How two lists of the same field's stars lie when they are nearly one upon the other: every pair
 * votes for its offset, at a few angles, and the offset that many agree in is it.
 */
final class OffsetVote {
    private static final double FARTHEST_PX = 100;
    private static final double BIN_PX = 2;
    private static final double WIDEST_ANGLE = Math.toRadians(0.6);

    /** What an angle that was not tried may move the corner's stars by. */
    private static final double SMEAR_PX = 1.5;

    /** Fewer agree in anything. */
    private static final int FEWEST = 5;

    private static final int BINS = (int) (2 * FARTHEST_PX / BIN_PX) + 1;
    private static final int BLOCK = 9;

    private final List<Star> from;
    private final List<Star> to;
    private final double cx;
    private final double cy;

    OffsetVote(List<Star> from, List<Star> to, int width, int height) {
        this.from = from;
        this.to = to;
        this.cx = width / 2.0;
        this.cy = height / 2.0;
    }

    /** What lays the first list's stars on the second's, if more agree in it than chance has it. */
    Optional<Similarity> find() {
        double step = 2 * SMEAR_PX / Math.hypot(cx, cy);
        int steps = (int) Math.ceil(WIDEST_ANGLE / step);
        Optional<Similarity> best = Optional.empty();
        int most = FEWEST - 1;
        for (int k = -steps; k <= steps; k++) {
            int[] votes = votes(k * step);
            int at = top(votes);
            int count = around(votes, at);
            if (count > Math.max(most, byChance(votes, 2 * steps + 1))) {
                most = count;
                best = Optional.of(turned(k * step, at));
            }
        }
        return best;
    }

    private int byChance(int[] votes, int angles) {
        long all = 0;
        for (int v : votes) {
            all += v;
        }
        double mean = BLOCK * all / (double) votes.length;
        return Chance.hardlyMore(mean, (double) votes.length * angles, from.size());
    }

    /** About the middle of the image, so that an angle moves no star far. */
    private Similarity turned(double angle, double dx, double dy) {
        double a = Math.cos(angle);
        double b = Math.sin(angle);
        return new Similarity(a, b, 1, cx - a * cx + b * cy + dx, cy - b * cx - a * cy + dy);
    }

    private Similarity turned(double angle, int bin) {
        double dx = (bin % BINS) * BIN_PX - FARTHEST_PX;
        double dy = Math.floorDiv(bin, BINS) * BIN_PX - FARTHEST_PX;
        return turned(angle, dx, dy);
    }

    private int[] votes(double angle) {
        int[] votes = new int[BINS * BINS];
        var turned = turned(angle, 0.0, 0.0);
        for (Star star : from) {
            double x = turned.x(star);
            double y = turned.y(star);
            for (Star other : to) {
                long column = Math.round((other.x() - x + FARTHEST_PX) / BIN_PX);
                long row = Math.round((other.y() - y + FARTHEST_PX) / BIN_PX);
                if (column >= 0 && row >= 0 && column < BINS && row < BINS) {
                    votes[(int) row * BINS + (int) column]++;
                }
            }
        }
        return votes;
    }

    private static int top(int[] votes) {
        int best = BINS + 1;
        int most = -1;
        for (int row = 1; row < BINS - 1; row++) {
            for (int at = row * BINS + 1; at < (row + 1) * BINS - 1; at++) {
                // of blocks that hold as many, the one with the fuller middle
                int count = 2 * BLOCK * around(votes, at) + votes[at];
                if (count > most) {
                    most = count;
                    best = at;
                }
            }
        }
        return best;
    }

    private static int around(int[] votes, int at) {
        int sum = 0;
        for (int row = -1; row <= 1; row++) {
            int middle = at + row * BINS;
            sum += votes[middle - 1] + votes[middle] + votes[middle + 1];
        }
        return sum;
    }
}
