// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.ids.DiaSourceId;

/**
 * Numbers of DIASources and DIAForcedSources: release, visit, detector, and the place in the
 * product's order, counted from 1.
 *
 * @param release 0 development, 1 prompt production
 */
public record SourceIds(int release) {

    /** The id of the source in this row (0-based) of its table. */
    long of(long visit, int detector, int row) {
        return DiaSourceId.pack(release, visit, detector, row + 1);
    }

    /** The row (0-based) of a source's id. */
    static int row(long diaSourceId) {
        return DiaSourceId.unpack(diaSourceId).counter() - 1;
    }

    /** Why so many sources of this visit-detector could not be numbered, if so. */
    Optional<Loss> refusal(long visit, int detector, int sources) {
        try {
            of(visit, detector, Math.max(0, sources - 1));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            var why =
                    "%d sources of visit %d detector %d cannot be numbered: %s"
                            .formatted(sources, visit, detector, e.getMessage());
            return Optional.of(new Loss(Ending.FAILED, Cause.INVALID, why));
        }
    }
}
