// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/** How a visit-detector's story can end: exactly one of these, for every one. */
public enum Ending {
    /** Its alerts are out. */
    ALERTED,
    /** Processed, and nothing changed in the sky. */
    EMPTY,
    /** Not to be processed: stale, unannounced, or no pipeline wants it. */
    IGNORED,
    /** The observatory gave the group up. */
    CANCELLED,
    /** Its images never came, or a stage ran out of its time. */
    TIMED_OUT,
    /** It came, and must not be used: wrong pointing, or another lineage owns it. */
    REJECTED,
    /** Something broke, and trying again did not help. */
    FAILED,
    /** Sattle did not clear it in time; nothing of it leaves the job. */
    SUPPRESSED
}
