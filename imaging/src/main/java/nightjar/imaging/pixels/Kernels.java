// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The innermost sums of a difference, where most of its time goes: plain Java, from which the JIT
 * makes vector instructions, or the Vector API where the running Java has it and is fast with it.
 * All give the same numbers but for the order in which floats are rounded.
 */
public interface Kernels {
    /** Names the kernels to use, scalar or vector, when the choice is not to be left to us. */
    String PROPERTY = "nightjar.kernels";

    /** Block sides that {@link Blocks} takes are multiples of these. */
    int BLOCK_WIDTH = 64;

    int BLOCK_HEIGHT = 4;

    /** As the summary tells it. */
    String name();

    /** Whether they are the fastest on a Java of that feature release. */
    boolean isFastOn(int feature);

    /** Adds to each element as many rows' as there are weights, each times its weight. */
    void rows(float[][] rows, int first, float[] weights, float[] to);

    /** For one thread. */
    Blocks blocks();

    /** Correlates blocks of pixels with square filters. Has a workspace of its own. */
    interface Blocks {
        /**
         * out(x, y) = sum of weights(i, j) times patch(x + i, y + j).
         *
         * @param patch rows of {@code stride} pixels, at least h + side - 1 of them
         * @param stride at least w + side - 1
         * @param weights side times side values, row by row
         * @param w multiple of {@link #BLOCK_WIDTH}
         * @param h multiple of {@link #BLOCK_HEIGHT}
         * @param out gets h rows of w pixels
         */
        void sum(float[] patch, int stride, float[] weights, int side, int w, int h, float[] out);
    }

    /** The fastest that this Java has. */
    static Kernels best() {
        return Chosen.ONE;
    }

    /** All that this Java has. */
    static List<Kernels> all() {
        return Chosen.all();
    }

    /** Chosen once: a JIT that sees one implementation only calls it without looking. */
    final class Chosen {
        private static final String MODULE = "jdk.incubator.vector";
        private static final Kernels ONE = choose();

        private Chosen() {}

        private static Kernels choose() {
            String told = System.getProperty(PROPERTY, "");
            Kernels best = new ScalarKernels();
            for (Kernels kernels : all()) {
                boolean isFast = told.isEmpty() && kernels.isFastOn(Runtime.version().feature());
                best = isFast || told.equals(kernels.name()) ? kernels : best;
            }
            return best;
        }

        private static List<Kernels> all() {
            var all = new ArrayList<Kernels>();
            all.add(new ScalarKernels());
            if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
                try {
                    ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader())
                            .forEach(all::add);
                } catch (ServiceConfigurationError e) {
                    // an API that is still incubating may have moved on: plain Java will do
                    return List.of(all.get(0));
                }
            }
            return all;
        }
    }
}
