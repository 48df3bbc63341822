// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import nightjar.model.ids.DiaSourceId;

/**
 * A visit-detector by its numbers, as claims, rows and alerts know it: they know no group.
 *
 * @param visit the visit's id
 * @param detector the detector's number
 */
public record Numbered(long visit, int detector) implements Comparable<Numbered> {

    /** The one that an alert or a DIASource row is of. */
    static Numbered ofSource(long diaSourceId) {
        var id = DiaSourceId.unpack(diaSourceId);
        return new Numbered(id.visit().value(), id.detector());
    }

    @Override
    public int compareTo(Numbered other) {
        int byVisit = Long.compare(visit, other.visit);
        return byVisit != 0 ? byVisit : Integer.compare(detector, other.detector);
    }

    @Override
    public String toString() {
        return visit + "/" + detector;
    }
}
