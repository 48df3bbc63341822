// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/** Something that belongs to one visit-detector. */
public interface ForVisitDetector {

    VisitDetector key();

    /** The visit's id; 0 while no exposure is known. */
    default long visitId() {
        return 0;
    }
}
