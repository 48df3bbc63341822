// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import java.util.Set;
import nightjar.model.Outcome;

/**
 * Sattle, which knows where satellites were. It fails closed: without an answer nothing is allowed.
 */
public interface Sattle {

    /**
     * An exposure, as Sattle's visit_cache wants it: the exposure's own times, never the
     * announcement's.
     *
     * @param visit the visit's id
     * @param beginMjdTai start of the exposure, MJD TAI
     * @param endMjdTai end of the exposure, MJD TAI
     * @param boresightRaDeg degrees, ICRS
     * @param boresightDecDeg degrees, ICRS
     */
    record Exposure(
            long visit,
            double beginMjdTai,
            double endMjdTai,
            double boresightRaDeg,
            double boresightDecDeg) {}

    /**
     * One source to be cleared.
     *
     * @param diaSourceId its id
     * @param cornersDeg ra0, dec0, … ra3, dec3 of its bounding box, degrees ICRS
     */
    record Box(long diaSourceId, double[] cornersDeg) {}

    /** Makes Sattle compute the satellites of this exposure; idempotent. */
    Outcome<Exposure> register(Exposure exposure, Deadline deadline) throws InterruptedException;

    /** The ids that may be known; registers the exposure once more if Sattle forgot it. */
    Outcome<Set<Long>> allowed(
            Exposure exposure, int detector, List<Box> sources, Deadline deadline)
            throws InterruptedException;
}
