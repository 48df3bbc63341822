// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/** Something that belongs to one visit-detector. */
public interface ForVisitDetector {

    VisitDetector key();
}
