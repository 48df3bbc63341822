// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.util.List;
import java.util.function.Supplier;
import nightjar.connectors.apdb.LineageBook;
import nightjar.connectors.apdb.LineageHolders;
import nightjar.connectors.apdb.LineageHolders.Holder;

/**
 * Who has a lineage, and whether that one completes checkpoints; throws the driver's exceptions.
 */
interface Register {

    /** All that ever took it, in the order in which they did. */
    List<Holder> all();

    void take(String job, long sinceMillis);

    void resume(Holder holder);

    void end(Holder holder);

    /** Number of the newest complete checkpoint; 0 when none is noted. */
    long newestCheckpoint();

    /** In nightjar's own keyspace. */
    static Register of(
            String lineage, Supplier<LineageHolders> holders, Supplier<LineageBook> book) {
        return new Register() {
            @Override
            public List<Holder> all() {
                return holders.get().of(lineage);
            }

            @Override
            public void take(String job, long sinceMillis) {
                holders.get().take(lineage, job, sinceMillis);
            }

            @Override
            public void resume(Holder holder) {
                holders.get().resume(lineage, holder);
            }

            @Override
            public void end(Holder holder) {
                holders.get().end(lineage, holder);
            }

            @Override
            public long newestCheckpoint() {
                return book.get().of(lineage).map(LineageBook.Note::checkpoint).orElse(0L);
            }
        };
    }
}
