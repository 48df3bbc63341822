// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.Stored;

/**
 * Who owns a visit-detector: the fence against zombies and twins. Claims are written by lightweight
 * transaction only and read serially.
 */
public interface Claims {

    /**
     * One claim.
     *
     * @param visit the visit's id
     * @param detector the detector's number
     * @param lineage the configured name under which a job and its successors write
     * @param storeTimeMjdTai the store time of the plan, MJD TAI
     * @param plan the write-once plan
     * @param committed whether its rows are all written
     */
    record Claim(
            long visit,
            int detector,
            String lineage,
            double storeTimeMjdTai,
            Stored plan,
            boolean committed) {
        public Claim {
            requireNonNull(lineage, "lineage");
            requireNonNull(plan, "plan");
        }
    }

    /** Claims it if nobody has; the claim that stands, ours or another's. */
    Outcome<Claim> claim(Claim wanted, Deadline deadline) throws InterruptedException;

    Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline)
            throws InterruptedException;

    /** Marks the claim's rows as written. */
    Outcome<Claim> commit(Claim claim, Deadline deadline) throws InterruptedException;
}
