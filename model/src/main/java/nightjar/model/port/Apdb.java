// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;

/** The alert production database. Reads that fail are TRANSIENT, never an empty sky. */
public interface Apdb extends AutoCloseable {

    /**
     * What the APDB holds of a region.
     *
     * @param diaObjects the newest version of each DIAObject (DiaObjectLast)
     * @param diaSources their DIASources of the twelve months before
     * @param diaForcedSources their DIAForcedSources of the twelve months before
     */
    record Prior(
            List<Columns> diaObjects, List<Columns> diaSources, List<Columns> diaForcedSources) {
        public Prior {
            diaObjects = List.copyOf(diaObjects);
            diaSources = List.copyOf(diaSources);
            diaForcedSources = List.copyOf(diaForcedSources);
        }
    }

    /**
     * Rows of one visit-detector, to be written under one store time.
     *
     * @param visit the visit's id
     * @param detector the detector's number
     * @param storeTimeMjdTai MJD TAI; the write timestamp of every row
     */
    record Rows(
            long visit,
            int detector,
            double storeTimeMjdTai,
            List<Columns> diaObjects,
            List<Columns> diaSources,
            List<Columns> diaForcedSources) {
        public Rows {
            diaObjects = List.copyOf(diaObjects);
            diaSources = List.copyOf(diaSources);
            diaForcedSources = List.copyOf(diaForcedSources);
        }
    }

    /**
     * Objects and history inside a convex region.
     *
     * @param cornersDeg ra0, dec0, … ra3, dec3, degrees ICRS
     * @param paddingArcsec how far outside the region to look as well
     * @param midpointMjdTai the visit's midpoint: history is of the 360 days before
     */
    Outcome<Prior> prior(
            List<Double> cornersDeg, double paddingArcsec, double midpointMjdTai, Deadline deadline)
            throws InterruptedException;

    /** Whether the visit-detector has already been stored, by whomever. */
    Outcome<Boolean> contains(long visit, int detector, Deadline deadline)
            throws InterruptedException;

    /** Writes all rows, in upstream's order; repeating it changes nothing. */
    Outcome<Rows> write(Rows rows, Deadline deadline) throws InterruptedException;

    @Override
    default void close() {}
}
