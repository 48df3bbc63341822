// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.List;

/**
 * Straight lines from knot to knot, level beyond the first and the last.
 *
 * @param knots rising values of a feature
 * @param heights the curve's value at each
 */
public record Curve(List<Double> knots, List<Double> heights) {
    public Curve {
        knots = List.copyOf(knots);
        heights = List.copyOf(heights);
        if (knots.isEmpty() || knots.size() != heights.size()) {
            throw new IllegalArgumentException(
                    knots.size() + " knots with " + heights.size() + " heights");
        }
    }

    /** The height at a value. */
    public double at(double v) {
        int last = knots.size() - 1;
        if (v <= knots.get(0)) {
            return heights.get(0);
        }
        for (int k = 1; k <= last; k++) {
            if (v < knots.get(k)) {
                double t = (v - knots.get(k - 1)) / (knots.get(k) - knots.get(k - 1));
                return heights.get(k - 1) + t * (heights.get(k) - heights.get(k - 1));
            }
        }
        return heights.get(last);
    }

    /** The largest height. */
    public double most() {
        return heights.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
