// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

/**
 * Carries a named cause from deep inside the engine to its border, where it becomes a {@link
 * Result}; it never leaves {@link DifferenceEngine}.
 */
public final class Unusable extends Exception {
    private final FailureCause cause;

    public Unusable(FailureCause cause, String detail) {
        super(detail);
        this.cause = cause;
    }

    /** The named cause. */
    public FailureCause named() {
        return cause;
    }

    /** One line for a person. */
    public String detail() {
        String message = getMessage();
        return message == null ? cause.name() : message;
    }
}
