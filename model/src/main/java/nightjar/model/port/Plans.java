// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import static java.util.Objects.requireNonNull;

import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;

/**
 * Write-once plans: all that a commit will do and announce, decided before anything is done. One
 * immutable object each, named by its digest, alerts readable one after another.
 */
public interface Plans extends AutoCloseable {

    /**
     * A plan without its alerts.
     *
     * @param key which visit-detector
     * @param rows what will be in the APDB
     * @param priorSha256 digest of the prior state that the association read
     * @param butlerRecord the Butler writer's message; empty when nothing is exported
     * @param exports files to put in their final place before the record is sent
     * @param readoutEndMillis UTC milliseconds since 1970
     * @param arrivedMillis UTC milliseconds since 1970
     * @param without what it had to be made without, for a person; empty when nothing was missing
     * @param orderGivenUp the earlier visit-detector of the same sky that was not waited for to its
     *     end, for a person; empty when order was kept
     */
    record Plan(
            VisitDetector key,
            Apdb.Rows rows,
            String priorSha256,
            String butlerRecord,
            List<Export> exports,
            long readoutEndMillis,
            long arrivedMillis,
            String without,
            String orderGivenUp) {
        public Plan {
            requireNonNull(key, "key");
            requireNonNull(rows, "rows");
            requireNonNull(without, "without");
            requireNonNull(orderGivenUp, "orderGivenUp");
            exports = List.copyOf(exports);
        }

        /** One that lacks nothing. */
        public Plan(
                VisitDetector key,
                Apdb.Rows rows,
                String priorSha256,
                String butlerRecord,
                List<Export> exports,
                long readoutEndMillis,
                long arrivedMillis) {
            this(
                    key,
                    rows,
                    priorSha256,
                    butlerRecord,
                    exports,
                    readoutEndMillis,
                    arrivedMillis,
                    "",
                    "");
        }
    }

    /**
     * One file of the visit-detector's export.
     *
     * @param product the product that holds it; none, an empty URI, for a catalogue of the plan's
     *     rows
     * @param entry the file's name in the product, or the catalogue's name
     * @param uri its final place
     */
    record Export(Stored product, String entry, String uri) {

        private static final Stored NO_PRODUCT = new Stored("", "", 0);

        /** A catalogue of what the plan stores. */
        public static Export ofRows(String catalogue, String uri) {
            return new Export(NO_PRODUCT, catalogue, uri);
        }

        public boolean isOfRows() {
            return product.uri().isEmpty();
        }
    }

    /** Alerts of a plan to be, one by one, with their ids. */
    interface AlertSource {
        int count();

        long diaSourceId(int alert);

        byte[] packed(int alert);
    }

    Outcome<Stored> keep(Plan plan, AlertSource alerts);

    Outcome<Plan> read(Stored stored);

    /** Whom a plan is told to. */
    interface Listener {
        /** The Butler writer's message; once, before the alerts, unless nothing is exported. */
        void record(String butlerRecord);

        void alert(long diaSourceId, byte[] packed);
    }

    /** Tells what the plan announces, alerts one by one and in order; the answer is how many. */
    Outcome<Integer> tell(Stored stored, Listener listener);

    @Override
    default void close() {}
}
