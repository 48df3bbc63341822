// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import nightjar.model.sky.UnitVector;

/** Finds all pairs of directions that are close together. */
final class NearPairs {

    /** Told of each pair: places in the two lists and the distance as a chord (radians). */
    interface Visitor {
        void visit(int first, int second, double chord);
    }

    private NearPairs() {}

    /**
     * Visits the pairs at most {@code chord} apart, ordered by place in {@code firsts}, then along
     * the axis on which {@code seconds} are spread widest: there a sweep passes few of them.
     */
    static void within(
            List<UnitVector> firsts, List<UnitVector> seconds, double chord, Visitor visitor) {
        ToDoubleFunction<UnitVector> along = widestAxis(seconds);
        int[] order =
                IntStream.range(0, seconds.size())
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(
                                        (Integer i) -> along.applyAsDouble(seconds.get(i))))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] sorted =
                IntStream.of(order).mapToDouble(i -> along.applyAsDouble(seconds.get(i))).toArray();
        for (int i = 0; i < firsts.size(); i++) {
            UnitVector first = firsts.get(i);
            double at = along.applyAsDouble(first);
            for (int k = firstAtLeast(sorted, at - chord);
                    k < sorted.length && sorted[k] <= at + chord;
                    k++) {
                double distance = first.chordTo(seconds.get(order[k]));
                if (distance <= chord) {
                    visitor.visit(i, order[k], distance);
                }
            }
        }
    }

    private static ToDoubleFunction<UnitVector> widestAxis(List<UnitVector> points) {
        List<ToDoubleFunction<UnitVector>> axes =
                List.of(UnitVector::x, UnitVector::y, UnitVector::z);
        return axes.stream()
                .max(Comparator.comparingDouble(axis -> spread(points, axis)))
                .orElseThrow();
    }

    private static double spread(List<UnitVector> points, ToDoubleFunction<UnitVector> axis) {
        var range = points.stream().mapToDouble(axis).summaryStatistics();
        return points.isEmpty() ? 0 : range.getMax() - range.getMin();
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
