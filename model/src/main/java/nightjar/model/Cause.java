// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/**
 * Why something did not work, in the classes that decide whether to try again. Upstream's own are
 * those of prompt_processing's exception.py; TRANSIENT and POISON are ours.
 */
public enum Cause {
    /** Nothing to do here; not an error. */
    IGNORABLE,
    /** The request itself is wrong. */
    INVALID,
    /** Time ran out. */
    TIMED_OUT,
    /** A neighbour hiccuped: try again now, with jitter, inside the deadline. */
    TRANSIENT,
    /** May be tried again from the beginning, later. */
    RETRIABLE,
    /** Must not be tried again: the outside may already have changed. */
    NON_RETRIABLE,
    /** The input breaks whoever touches it: never again, keep a sample of it. */
    POISON
}
