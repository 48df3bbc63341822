// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.imaging.psf.Star;

/** Stars by place, for who asks which one lies nearest. */
public final class StarGrid {

    private final double cell;
    private final Map<Long, List<Star>> cells = new HashMap<>();

    /**
     * @param reach of the widest question, pixels
     */
    public StarGrid(List<Star> stars, double reach) {
        this.cell = reach;
        for (Star star : stars) {
            cells.computeIfAbsent(key(at(star.x()), at(star.y())), it -> new ArrayList<>())
                    .add(star);
        }
    }

    private long at(double position) {
        return (long) Math.floor(position / cell);
    }

    private static long key(long column, long row) {
        return column << 32 ^ (row & 0xFFFFFFFFL);
    }

    /** The star nearest to a place, if one lies within so many pixels. */
    public Optional<Star> nearest(double x, double y, double within) {
        Optional<Star> best = Optional.empty();
        double least = within;
        for (long row = at(y) - 1; row <= at(y) + 1; row++) {
            for (long column = at(x) - 1; column <= at(x) + 1; column++) {
                for (Star star : cells.getOrDefault(key(column, row), List.of())) {
                    double d = Math.hypot(star.x() - x, star.y() - y);
                    if (d <= least) {
                        least = d;
                        best = Optional.of(star);
                    }
                }
            }
        }
        return best;
    }
}
