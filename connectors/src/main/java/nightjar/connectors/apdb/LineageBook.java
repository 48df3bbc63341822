// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import java.util.OptionalLong;

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

    /** The table, for whoever makes the keyspace. */
    public static String ddl(String keyspace) {
        return "CREATE TABLE IF NOT EXISTS "
                + table(keyspace)
                + " (lineage text PRIMARY KEY, checkpoint bigint)";
    }

    /** Takes note of a complete checkpoint; the driver's exceptions when that fails. */
    public void completed(String lineage, long checkpoint) {
        session.execute(
                statement(
                        "INSERT INTO " + table + " (lineage, checkpoint) VALUES (?, ?)",
                        lineage,
                        checkpoint));
    }

    /** The newest noted; empty when none ever was. The driver's exceptions when that fails. */
    public OptionalLong newest(String lineage) {
        try {
            var row =
                    session.execute(
                                    statement(
                                            "SELECT checkpoint FROM "
                                                    + table
                                                    + " WHERE lineage = ?",
                                            lineage))
                            .one();
            return row == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(0));
        } catch (InvalidQueryException e) {
            return OptionalLong.empty(); // made by a nightjar that kept no book, or not made yet
        }
    }

    private SimpleStatement statement(String query, Object... values) {
        return SimpleStatement.newInstance(query, values)
                .setConsistencyLevel(consistency)
                .setTimeout(LONGEST_CALL);
    }
}
