// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A cleared image, with what the APDB held of its region just before association.
 *
 * @param cleared what will be associated
 * @param prior DIAObjects and their history in the image's true region
 * @param objects prior DIAObjects
 */
public record Refreshed(Cleared cleared, Stored prior, int objects) implements ForVisitDetector {

    public Refreshed {
        requireNonNull(cleared, "cleared");
        requireNonNull(prior, "prior");
    }

    @Override
    public VisitDetector key() {
        return cleared.key();
    }

    @Override
    public long visitId() {
        return cleared.visitId();
    }
}
