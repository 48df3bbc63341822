// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest complete checkpoint of each lineage, in nightjar's own keyspace. A start from an older
 * one would announce again what was announced since. The session belongs to the caller.
 */
public final class LineageBook {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final OwnTable table;

    public LineageBook(CqlSession session, String keyspace, ConsistencyLevel consistency) {
        table = new OwnTable(session, name(keyspace), consistency, LONGEST_CALL);
    }

    private static String name(String keyspace) {
        return "\"" + keyspace + "\".lineages";
    }

    /**
     * What is noted of a lineage.
     *
     * @param checkpoint the newest complete one; 0 when none is yet
     * @param begunMillis when its checkpoints were last counted from 1, by Cassandra's clock, UTC
     *     milliseconds since 1970; 0 when that is not known
     */
    public record Note(long checkpoint, long begunMillis) {}

    /** The table, for whoever makes the keyspace. */
    public static String ddl(String keyspace) {
        return "CREATE TABLE IF NOT EXISTS "
                + name(keyspace)
                + " (lineage text PRIMARY KEY, checkpoint bigint, begun timestamp)";
    }

    /** Takes note of a start without checkpoint; the driver's exceptions when that fails. */
    public void begun(String lineage) {
        table.execute(
                "INSERT INTO %s (lineage, checkpoint, begun) VALUES (?, 0, toTimestamp(now()))",
                lineage);
    }

    /** Takes note of a complete checkpoint; the driver's exceptions when that fails. */
    public void completed(String lineage, long checkpoint) {
        table.execute("INSERT INTO %s (lineage, checkpoint) VALUES (?, ?)", lineage, checkpoint);
    }

    /** What is noted; empty when nothing ever was. The driver's exceptions when that fails. */
    public Optional<Note> of(String lineage) {
        try {
            var row =
                    table.execute("SELECT checkpoint, begun FROM %s WHERE lineage = ?", lineage)
                            .one();
            return Optional.ofNullable(row).map(LineageBook::note);
        } catch (InvalidQueryException e) {
            return Optional.empty(); // made by a nightjar that kept no book, or not made yet
        }
    }

    private static Note note(Row row) {
        var begun = Optional.ofNullable(row.getInstant("begun"));
        return new Note(row.getLong("checkpoint"), begun.map(Instant::toEpochMilli).orElse(0L));
    }
}
