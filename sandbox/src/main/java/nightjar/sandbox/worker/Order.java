// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How the stand-in is to behave at one request, instead of well.
 *
 * @param how what it does
 * @param lasting how long, for what lasts
 */
public record Order(How how, Duration lasting) {

    /** Ways of behaving. */
    public enum How {
        /** As it should. */
        BEHAVE,
        /** Never answers, and is deaf to a cancel. */
        HANG,
        /** Kills itself with SIGKILL. */
        CRASH,
        /** Takes memory until there is none. */
        EAT,
        /** Waits before it answers; a cancel ends the wait. */
        SLOW,
        /** Calculates before it answers, deaf to a cancel. */
        BURN,
        /** Says a line that is not of the protocol. */
        NONSENSE
    }

    private static final List<How> LASTING = List.of(How.SLOW, How.BURN);

    static final Order BEHAVE = of(How.BEHAVE);

    public Order {
        if (LASTING.contains(how) == lasting.isZero() || lasting.isNegative()) {
            throw new IllegalArgumentException(how + " lasting " + lasting);
        }
    }

    /** An order that does not last. */
    public static Order of(How how) {
        return new Order(how, Duration.ZERO);
    }

    /**
     * {@code hang}, {@code crash}, {@code eat}, {@code nonsense}, {@code slow <ms>} or {@code burn
     * <ms>}.
     */
    static Order parse(String text) {
        String[] words = text.strip().split(" ", 2);
        How how = How.valueOf(words[0].toUpperCase(Locale.ROOT));
        return words.length == 1
                ? of(how)
                : new Order(how, Duration.ofMillis(Long.parseLong(words[1])));
    }

    String text() {
        String word = how.name().toLowerCase(Locale.ROOT);
        return lasting.isZero() ? word : word + " " + lasting.toMillis();
    }
}
