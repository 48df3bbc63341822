// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

/** A committed plan cannot be read, so the job must not go on: its alerts would be lost. */
public final class UnreadablePlanException extends RuntimeException {

    public UnreadablePlanException(String message) {
        super(message);
    }
}
