// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
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

    private final CqlSession session;
    private final String table;
    private final ConsistencyLevel consistency;

    public LineageBook(CqlSession session, String keyspace, ConsistencyLevel consistency) {
        this.session = session;
        this.table = table(keyspace);
        this.consistency = consistency;
    }

    private static String table(String keyspace) {
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
                + table(keyspace)
                + " (lineage text PRIMARY KEY, checkpoint bigint, begun timestamp)";
    }

    /** Takes note of a start without checkpoint; the driver's exceptions when that fails. */
    public void begun(String lineage) {
        session.execute(
                statement(
                        "INSERT INTO "
                                + table
                                + " (lineage, checkpoint, begun) VALUES (?, 0, toTimestamp(now()))",
                        lineage));
    }

    /** Takes note of a complete checkpoint; the driver's exceptions when that fails. */
    public void completed(String lineage, long checkpoint) {
        session.execute(
                statement(
                        "INSERT INTO " + table + " (lineage, checkpoint) VALUES (?, ?)",
                        lineage,
                        checkpoint));
    }

    /** What is noted; empty when nothing ever was. The driver's exceptions when that fails. */
    public Optional<Note> of(String lineage) {
        try {
            var row =
                    session.execute(
                                    statement(
                                            "SELECT checkpoint, begun FROM "
                                                    + table
                                                    + " WHERE lineage = ?",
                                            lineage))
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

    private SimpleStatement statement(String query, Object... values) {
        return SimpleStatement.newInstance(query, values)
                .setConsistencyLevel(consistency)
                .setTimeout(LONGEST_CALL);
    }
}
