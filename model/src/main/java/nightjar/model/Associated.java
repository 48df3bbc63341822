// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * A visit-detector's sources, each given to a DIAObject: rows to be, not yet written.
 *
 * @param refreshed what was associated
 * @param rows DIASource and DIAObject rows and the positions to force, as one stored object
 * @param sources DIASource rows in it
 * @param newObjects DIAObjects first seen here
 * @param positions places where photometry will be forced
 * @param storeTimeMjdTai the moment, MJD TAI, under which all rows will be stored
 */
public record Associated(
        Refreshed refreshed,
        Stored rows,
        int sources,
        int newObjects,
        int positions,
        double storeTimeMjdTai)
        implements ForVisitDetector {

    public Associated {
        requireNonNull(refreshed, "refreshed");
        requireNonNull(rows, "rows");
    }

    @Override
    public VisitDetector key() {
        return refreshed.key();
    }

    @Override
    public long visitId() {
        return refreshed.visitId();
    }

    public Differenced differenced() {
        return refreshed.cleared().differenced();
    }
}
