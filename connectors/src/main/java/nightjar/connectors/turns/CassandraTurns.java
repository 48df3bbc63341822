// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.turns;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Turns;

/**
 * Turns in nightjar's own keyspace, so that they hold across TaskManagers. One row for each
 * visit-detector in flight and each lineage that has it in flight: of two jobs on the same topics
 * the one that has lost a claim ends before the other has written, and must not free what that one
 * still holds. Rows forgotten by a crash expire.
 *
 * <p>A few visits share a partition: those that ended leave tombstones, which a night in one
 * partition would pile up until Cassandra refuses to read it.
 */
public final class CassandraTurns implements Turns, TurnTaking.InFlight {

    private static final String TABLE = "visit_detectors_in_flight";

    /** Their detectors' tombstones stay below the thousand of which Cassandra warns. */
    private static final int VISITS_A_PARTITION = 4;

    /**
     * Earlier visits that may be waited for: some twenty minutes at a cadence of 37 s, more than
     * anybody's patience.
     */
    private static final int PARTITIONS_BACK = 8;

    /** Later visits that may have gone ahead while this one's images were missing. */
    private static final int PARTITIONS_AHEAD = 2;

    private final CqlSession session;
    private final String lineage;
    private final PreparedStatement enter;
    private final PreparedStatement turn;
    private final PreparedStatement inFlight;
    private final PreparedStatement leave;
    private final ConsistencyLevel consistency;
    private final TurnTaking taking = new TurnTaking(this);
    private final Entering entering = new Entering();
    private final Map<Partition, Coalesced<List<Row>>> readings = new ConcurrentHashMap<>();

    private record Partition(String instrument, long newest) {
        static Partition of(Entry entry) {
            return new Partition(
                    entry.key().instrument(), Math.floorDiv(entry.visit(), VISITS_A_PARTITION));
        }
    }

    public CassandraTurns(
            CqlSession session, String keyspace, String lineage, ConsistencyLevel consistency) {
        this.session = session;
        this.lineage = lineage;
        this.consistency = consistency;
        String table = "\"" + keyspace + "\"." + TABLE;
        enter =
                session.prepare(
                        "INSERT INTO "
                                + table
                                + " (instrument, visits, visit, detector, lineage, group_id,"
                                + " corners) VALUES (?, ?, ?, ?, ?, ?, ?)");
        turn =
                session.prepare(
                        "INSERT INTO "
                                + table
                                + " (instrument, visits, visit, detector, lineage, group_id,"
                                + " corners, has_turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        inFlight =
                session.prepare("SELECT * FROM " + table + " WHERE instrument = ? AND visits IN ?");
        leave =
                session.prepare(
                        "DELETE FROM "
                                + table
                                + " WHERE instrument = ? AND visits = ? AND visit = ?"
                                + " AND detector = ? AND lineage = ?");
    }

    /**
     * The table, for whoever makes the keyspace. Rows live an hour at most: longer than anything
     * that is waited for. The short grace lets compaction drop what ended.
     */
    public static String ddl(String keyspace) {
        return "CREATE TABLE IF NOT EXISTS \""
                + keyspace
                + "\"."
                + TABLE
                + " (instrument text, visits bigint, visit bigint, detector int, lineage text,"
                + " group_id text, corners frozen<list<double>>, has_turn boolean,"
                + " PRIMARY KEY ((instrument, visits), visit, detector, lineage))"
                + " WITH default_time_to_live = 3600 AND gc_grace_seconds = 300";
    }

    @Override
    public Outcome<Entry> enter(Entry entry, Deadline deadline) {
        entering.begun(entry);
        var key = entry.key();
        var entered =
                run(
                        enter.bind(
                                key.instrument(),
                                Partition.of(entry).newest(),
                                entry.visit(),
                                key.detector(),
                                lineage,
                                key.group(),
                                entry.cornersDeg()),
                        entry,
                        deadline);
        entered.match(entering::ended, loss -> {});
        return entered;
    }

    @Override
    public Outcome<Optional<Entry>> take(Entry entry, Deadline deadline)
            throws InterruptedException {
        return taking.take(entry, deadline);
    }

    @Override
    public Outcome<Entry> hold(Entry entry, boolean hasTurn, Deadline deadline) {
        var key = entry.key();
        return run(
                turn.bind(
                        key.instrument(),
                        Partition.of(entry).newest(),
                        entry.visit(),
                        key.detector(),
                        lineage,
                        key.group(),
                        entry.cornersDeg(),
                        hasTurn),
                entry,
                deadline);
    }

    @Override
    public Outcome<List<Held>> around(Entry entry, Deadline deadline) throws InterruptedException {
        var partition = Partition.of(entry);
        readings.keySet().removeIf(it -> it.newest() < partition.newest() - PARTITIONS_BACK);
        return readings.computeIfAbsent(partition, it -> new Coalesced<>())
                .ask(() -> read(partition, deadline), deadline)
                .map(rows -> entering.added(others(entry, rows)));
    }

    /** Without the same visit-detector in another lineage: whose it is the claim decides. */
    private List<Held> others(Entry entry, List<Row> rows) {
        var held = new ArrayList<Held>();
        for (var row : rows) {
            var other = entry(row);
            boolean isOurs = lineage.equals(row.getString("lineage"));
            if (isOurs || other.visit() != entry.visit() || !other.key().equals(entry.key())) {
                held.add(new Held(other, row.getBoolean("has_turn")));
            }
        }
        return held;
    }

    private Outcome<List<Row>> read(Partition partition, Deadline deadline) {
        var visits =
                LongStream.rangeClosed(
                                partition.newest() - PARTITIONS_BACK,
                                partition.newest() + PARTITIONS_AHEAD)
                        .boxed()
                        .toList();
        try {
            return Outcome.done(
                    session.execute(within(inFlight.bind(partition.instrument(), visits), deadline))
                            .all());
        } catch (DriverException e) {
            return Outcome.lost(trouble(e));
        }
    }

    @Override
    public Outcome<Entry> leave(Entry entry, Deadline deadline) {
        entering.ended(entry);
        var key = entry.key();
        return run(
                leave.bind(
                        key.instrument(),
                        Partition.of(entry).newest(),
                        entry.visit(),
                        key.detector(),
                        lineage),
                entry,
                deadline);
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
