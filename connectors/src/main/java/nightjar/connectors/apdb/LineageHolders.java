// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which jobs have taken a lineage, one after the other, in nightjar's own keyspace. Order is that
 * of Cassandra's clock, and of two that take at once the one that is seen to be later. The session
 * belongs to the caller.
 */
public final class LineageHolders {

    /** A checkpoint of the job that asks waits for the answer. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(2);

    private final OwnTable table;

    public LineageHolders(CqlSession session, String keyspace, ConsistencyLevel consistency) {
        table = new OwnTable(session, name(keyspace), consistency, LONGEST_CALL);
    }

    private static String name(String keyspace) {
        return "\"" + keyspace + "\".lineage_holders";
    }

    /**
     * A job that has taken the lineage.
     *
     * @param taken when, by Cassandra's clock; unique
     * @param sinceMillis when the savepoint was made that it began from, UTC milliseconds since
     *     1970; 0 when it began from nothing
     * @param hasEnded whether it has said that it does not work any more
     */
    public record Holder(UUID taken, String job, long sinceMillis, boolean hasEnded) {

        /** When it took the lineage, UTC milliseconds since 1970. */
        public long takenMillis() {
            return Uuids.unixTimestamp(taken);
        }
    }

    /** The table, for whoever makes the keyspace. */
    public static String ddl(String keyspace) {
        return "CREATE TABLE IF NOT EXISTS "
                + name(keyspace)
                + " (lineage text, taken timeuuid, job text, since bigint, ended timestamp,"
                + " PRIMARY KEY (lineage, taken))";
    }

    /** Takes note of a job that takes the lineage; the driver's exceptions when that fails. */
    public void take(String lineage, String job, long sinceMillis) {
        table.execute(
                "INSERT INTO %s (lineage, taken, job, since) VALUES (?, now(), ?, ?)",
                lineage, job, sinceMillis);
    }

    /** Takes note that a holder works again; the driver's exceptions when that fails. */
    public void resume(String lineage, Holder holder) {
        table.execute(
                "DELETE ended FROM %s WHERE lineage = ? AND taken = ?", lineage, holder.taken());
    }

    /** Takes note that a holder has stopped working; the driver's exceptions when that fails. */
    public void end(String lineage, Holder holder) {
        table.execute(
                "UPDATE %s SET ended = toTimestamp(now()) WHERE lineage = ? AND taken = ?",
                lineage, holder.taken());
    }

    /** All that ever took it, in the order in which they did; the driver's exceptions. */
    public List<Holder> of(String lineage) {
        return table
                .execute("SELECT taken, job, since, ended FROM %s WHERE lineage = ?", lineage)
                .all()
                .stream()
                .filter(row -> !row.isNull("job"))
                .map(LineageHolders::holder)
                .toList();
    }

    private static Holder holder(Row row) {
        Optional<UUID> taken = Optional.ofNullable(row.getUuid("taken"));
        Optional<Instant> ended = Optional.ofNullable(row.getInstant("ended"));
        return new Holder(
                taken.orElseThrow(),
                String.valueOf(row.getString("job")),
                row.getLong("since"),
                ended.isPresent());
    }
}
