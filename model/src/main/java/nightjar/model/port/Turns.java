// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.util.List;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;

/**
 * Who associates first where visits overlap. Two visit-detectors of the same sky in flight at once
 * would each see the sky without the other and make two DIAObjects of one transient; so a later one
 * waits until every earlier one that overlaps it has ended.
 *
 * <p>Order is that of the visit ids. Only visit-detectors that have entered are waited for; each
 * enters when its images are there, long before its own association. Where an earlier one enters so
 * late that a later one has taken its turn, it is the earlier that waits.
 */
public interface Turns {

    /**
     * A visit-detector in flight.
     *
     * @param key which
     * @param visit the visit's id
     * @param cornersDeg ra0, dec0, … ra3, dec3 of where it looks, degrees ICRS; empty when unknown:
     *     then it overlaps everything
     */
    record Entry(VisitDetector key, long visit, List<Double> cornersDeg) {
        public Entry {
            cornersDeg = List.copyOf(cornersDeg);
        }
    }

    /** Makes known that this visit-detector is in flight; repeating it changes nothing. */
    Outcome<Entry> enter(Entry entry, Deadline deadline) throws InterruptedException;

    /**
     * Takes its turn, and is known to have it until it leaves, over any restart: the answer is
     * empty. Else the earliest that it must wait for.
     */
    Outcome<Optional<Entry>> take(Entry entry, Deadline deadline) throws InterruptedException;

    /** Makes known that the visit-detector has ended, however. */
    Outcome<Entry> leave(Entry entry, Deadline deadline) throws InterruptedException;
}
