// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The moment by which an answer is of use.
 *
 * @param atMillis UTC milliseconds since 1970
 * @param clock by which it passes
 */
public record Deadline(long atMillis, InstantSource clock) {

    /** By the machine's clock. */
    public Deadline(long atMillis) {
        this(atMillis, InstantSource.system());
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.currentTimeMillis() + time.toMillis());
    }

    /** Time left, never negative. */
    public Duration left() {
        return Duration.ofMillis(Math.max(0, atMillis - clock.millis()));
    }

    public boolean passed() {
        return clock.millis() >= atMillis;
    }

    /** The time left, but no more than {@code most}: for one network call of several. */
    public Duration leftAtMost(Duration most) {
        var left = left();
        return left.compareTo(most) < 0 ? left : most;
    }
}
