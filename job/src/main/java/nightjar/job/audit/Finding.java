// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

/**
 * One difference.
 *
 * @param of the visit-detector; 0/0 when none can be told
 * @param subject what it is about: an id, a URI, a group; never a position
 * @param detail what was found instead; may be empty
 */
record Finding(Kind kind, Numbered of, String subject, String detail) {

    String line() {
        return of + " " + subject + (detail.isEmpty() ? "" : ": " + detail);
    }
}
