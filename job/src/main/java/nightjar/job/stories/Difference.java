// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

/**
 * Something that a disturbed night left otherwise than the undisturbed one.
 *
 * @param kind what kind of thing
 * @param subject which one
 * @param detail for a person
 */
record Difference(Kind kind, String subject, String detail) {

    /** Kinds of differences. */
    enum Kind {
        /** A visit-detector's outcome. */
        OUTCOME,
        /** An alert that a read_committed reader misses. */
        ALERT_LOST,
        /** An alert that is there more than once. */
        ALERT_TWICE,
        /** An alert that the undisturbed night did not have. */
        ALERT_ADDED,
        /** An alert's bytes. */
        ALERT_BYTES,
        /** A row of the APDB. */
        ROW,
        /** A Butler record. */
        RECORD,
        /** An input in quarantine. */
        QUARANTINE,
        /** What the audit says. */
        AUDIT,
        /** Something that the story itself looks at. */
        PROMISE
    }

    @Override
    public String toString() {
        return kind + " " + subject + ": " + detail;
    }
}
