// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before asking again: doubled each time, and spread by a quarter either way so
 * that those who failed together do not come back together.
 *
 * @param first before the second try
 * @param most never longer than this (and a quarter)
 */
public record BackOff(Duration first, Duration most) implements Serializable {

    /** For neighbours that hiccup. */
    public static final BackOff SOON = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(3));

    /** For what may take minutes to appear. */
    public static final BackOff PATIENT =
            new BackOff(Duration.ofMillis(200), Duration.ofSeconds(20));

    /** The wait after this many tries, at least one. */
    public long millisAfter(int tries) {
        return millisAfter(tries, ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The same.
     *
     * @param spread in [0, 1): where between a quarter less and a quarter more
     */
    long millisAfter(int tries, double spread) {
        double doubled = (double) first.toMillis() * Math.pow(2, Math.min(tries - 1, 40));
        double wait = Math.min(doubled, (double) most.toMillis());
        return Math.max(1, Math.round(wait * (0.75 + spread / 2)));
    }
}
