// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeded streams of chance, one per purpose, so that nothing depends on the order in which things
 * are rendered or on the number of threads.
 */
public final class Dice {
    private static final RandomGeneratorFactory<RandomGenerator> STREAMS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Dice() {}

    /**
     * The stream of this seed, purpose and place (visit, detector, ...); equal arguments give equal
     * streams.
     */
    public static RandomGenerator of(long seed, String purpose, long... place) {
        long state = mix(seed ^ mix(purpose.hashCode()));
        for (long p : place) {
            state = mix(state + 0x9E3779B97F4A7C15L + p);
        }
        return STREAMS.create(state);
    }

    // Finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA, "Fast splittable pseudorandom
    // number
    // generators").
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
