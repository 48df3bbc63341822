// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Work on rows that do not depend on each other, in bands, on as many cores as one image may have.
 * What comes out does not depend on how many these are.
 */
public final class Bands {
    private static volatile boolean everyCore;

    private Bands() {}

    /** Work on the rows from one to, not including, another. */
    @FunctionalInterface
    public interface Rows {
        void run(int from, int to);
    }

    /**
     * From now on one image may have every core. At first it has one: workers come one for each
     * core, and a second thread would only take another's.
     */
    public static void useEveryCore() {
        everyCore = true;
    }

    /** How many cores one image may have. */
    public static int threads() {
        return everyCore ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /** What becomes of each, in their order; each by itself, on any core. */
    public static <T, R> List<R> map(List<T> all, Function<? super T, ? extends R> work) {
        Stream<T> stream = everyCore ? all.parallelStream() : all.stream();
        return stream.<R>map(work).toList();
    }

    /** Runs the work on bands of so many rows each; returns when all are done. */
    public static void run(int from, int to, int rows, Rows work) {
        var bands = IntStream.range(0, (to - from + rows - 1) / rows);
        (everyCore ? bands.parallel() : bands)
                .forEach(
                        band -> {
                            int first = from + band * rows;
                            work.run(first, Math.min(to, first + rows));
                        });
    }
}
