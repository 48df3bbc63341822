// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;

/**
 * Turns in nightjar's own keyspace, so that they hold across TaskManagers. One row for each
 * visit-detector in flight; rows forgotten by a crash expire.
 */
public final class CassandraTurns implements Turns {

    private final CqlSession session;
    private final PreparedStatement enter;
    private final PreparedStatement inFlight;
    private final PreparedStatement leave;
    private final ConsistencyLevel consistency;

    public CassandraTurns(CqlSession session, String keyspace, ConsistencyLevel consistency) {
        this.session = session;
        this.consistency = consistency;
        String table = "\"" + keyspace + "\".in_flight";
        enter =
                session.prepare(
                        "INSERT INTO "
                                + table
                                + " (instrument, visit, detector, group_id, corners)"
                                + " VALUES (?, ?, ?, ?, ?)");
        inFlight =
                session.prepare("SELECT * FROM " + table + " WHERE instrument = ? AND visit < ?");
        leave =
                session.prepare(
                        "DELETE FROM "
                                + table
                                + " WHERE instrument = ? AND visit = ? AND detector = ?");
    }

    /**
     * The table, for whoever makes the keyspace. Rows live an hour at most: longer than anything
     * that is waited for. The short grace keeps the tombstones of ended visits from piling up.
     */
    public static String ddl(String keyspace) {
        return "CREATE TABLE IF NOT EXISTS \""
                + keyspace
                + "\".in_flight (instrument text, visit bigint, detector int, group_id text,"
                + " corners list<double>, PRIMARY KEY (instrument, visit, detector))"
                + " WITH default_time_to_live = 3600 AND gc_grace_seconds = 300";
    }

    @Override
    public Outcome<Entry> enter(Entry entry, Deadline deadline) {
        var key = entry.key();
        return run(
                enter.bind(
                        key.instrument(),
                        entry.visit(),
                        key.detector(),
                        key.group(),
                        entry.cornersDeg()),
                entry,
                deadline);
    }

    @Override
    public Outcome<Optional<Entry>> before(Entry entry, Deadline deadline) {
        try {
            var rows =
                    session.execute(
                            within(
                                    inFlight.bind(entry.key().instrument(), entry.visit()),
                                    deadline));
            return Outcome.done(
                    Overlap.earliestBefore(
                            entry,
                            StreamSupport.stream(rows.spliterator(), false)
                                    .map(CassandraTurns::entry)));
        } catch (DriverException e) {
            return Outcome.lost(trouble(e));
        }
    }

    @Override
    public Outcome<Entry> leave(Entry entry, Deadline deadline) {
        var key = entry.key();
        return run(leave.bind(key.instrument(), entry.visit(), key.detector()), entry, deadline);
    }

    private Outcome<Entry> run(BoundStatement statement, Entry entry, Deadline deadline) {
        try {
            session.execute(within(statement, deadline));
            return Outcome.done(entry);
        } catch (DriverException e) {
            return Outcome.lost(trouble(e));
        }
    }

    private BoundStatement within(BoundStatement statement, Deadline deadline) {
        return statement
                .setConsistencyLevel(consistency)
                .setTimeout(deadline.leftAtMost(java.time.Duration.ofSeconds(5)));
    }

    private static Entry entry(Row row) {
        var key =
                new VisitDetector(
                        Optional.ofNullable(row.getString("instrument")).orElse(""),
                        Optional.ofNullable(row.getString("group_id")).orElse(""),
                        row.getInt("detector"));
        List<Double> corners =
                Optional.ofNullable(row.getList("corners", Double.class)).orElse(List.of());
        return new Entry(key, row.getLong("visit"), corners);
    }

    private static Loss trouble(DriverException e) {
        return Loss.transientTrouble(
                "the claims' keyspace did not answer about visits in flight: "
                        + e.getClass().getSimpleName()
                        + " "
                        + e.getMessage());
    }
}
