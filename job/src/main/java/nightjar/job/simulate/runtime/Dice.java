// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random numbers of a seed. The first numbers of a plain Random of one seed are close to those of
 * the next (its seed enters linearly), so a thousand nights in a row would have died equally often;
 * here the seed is mixed first.
 */
public final class Dice {

    private Dice() {}

    public static Random of(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
