// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * Associated sources with forced photometry at the updated positions: all that a commit needs.
 *
 * @param associated what was forced
 * @param forced DIAForcedSource rows, as one stored object
 * @param forcedSources how many
 */
public record Forced(Associated associated, Stored forced, int forcedSources)
        implements ForVisitDetector {

    public Forced {
        requireNonNull(associated, "associated");
        requireNonNull(forced, "forced");
    }

    @Override
    public VisitDetector key() {
        return associated.key();
    }

    @Override
    public long visitId() {
        return associated.visitId();
    }

    public Differenced differenced() {
        return associated.differenced();
    }
}
