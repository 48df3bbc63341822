// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * Why there is no value.
 *
 * @param ending how the visit-detector ends if this is final
 * @param cause which class of trouble, for the decision to try again
 * @param why for a person: what was wrong, where, what to do. Never a source's position.
 */
public record Loss(Ending ending, Cause cause, String why) {

    public Loss {
        requireNonNull(ending, "ending");
        requireNonNull(cause, "cause");
        requireNonNull(why, "why");
    }

    public static Loss transientTrouble(String why) {
        return new Loss(Ending.FAILED, Cause.TRANSIENT, why);
    }

    public static Loss failed(String why) {
        return new Loss(Ending.FAILED, Cause.NON_RETRIABLE, why);
    }

    public static Loss rejected(String why) {
        return new Loss(Ending.REJECTED, Cause.NON_RETRIABLE, why);
    }

    public static Loss ignored(String why) {
        return new Loss(Ending.IGNORED, Cause.IGNORABLE, why);
    }

    /** The same trouble, ending otherwise. */
    public Loss ending(Ending other) {
        return new Loss(other, cause, why);
    }
}
