// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims in nightjar's own keyspace. Written by lightweight transaction only and read serially; a
 * transaction whose answer is lost may have happened or not, so the claim is read again, which also
 * brings a half-done one to its end, before it is tried again.
 *
 * <p>Each visit-detector is a partition of its own: the transactions of a visit's detectors do not
 * meet. The session belongs to the caller.
 */
public final class ClaimStore implements Claims {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimStore.class);

    private static final String WHERE = " WHERE instrument = ? AND visit = ? AND detector = ?";

    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement mark;
    private final boolean local;
    private final String instrument;

    /**
     * Opens claims.
     *
     * @param instrument whose visits these are: two cameras count theirs alike
     * @param consistency QUORUM, or LOCAL_QUORUM for a fence within one data centre
     */
    public ClaimStore(
            CqlSession session, String keyspace, String instrument, ConsistencyLevel consistency) {
        this.session = session;
        this.instrument = instrument;
        this.local = consistency.isDcLocal();
        String table = "\"" + keyspace + "\".claims";
        insert =
                session.prepare(
                        "INSERT INTO "
                                + table
                                + " (instrument, visit, detector, lineage, store_time, plan_uri, plan_sha256,"
                                + " plan_bytes, committed)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        select = session.prepare("SELECT * FROM " + table + WHERE);
        mark =
                session.prepare(
                        "UPDATE "
                                + table
                                + " SET committed = true"
                                + WHERE
                                + " IF lineage = ? AND plan_sha256 = ?");
    }

    /** Makes the keyspace and the table, if they are not there yet. */
    public static void create(CqlSession session, String keyspace, int replication) {
        for (String statement : List.of(keyspaceDdl(keyspace, replication), ddl(keyspace))) {
            session.execute(
                    SimpleStatement.newInstance(statement).setTimeout(Duration.ofSeconds(30)));
        }
    }

    private static String keyspaceDdl(String keyspace, int replication) {
        return "CREATE KEYSPACE IF NOT EXISTS \""
                + keyspace
                + "\" WITH replication = {'class': 'NetworkTopologyStrategy',"
                + " 'replication_factor': "
                + replication
                + "}";
    }

    private static String ddl(String keyspace) {
        return "CREATE TABLE IF NOT EXISTS \""
                + keyspace
                + "\".claims (instrument text, visit bigint, detector int, lineage text, store_time double,"
                + " plan_uri text, plan_sha256 text, plan_bytes bigint, committed boolean,"
                + " PRIMARY KEY ((instrument, visit, detector)))";
    }

    @Override
    public Outcome<Claim> claim(Claim wanted, Deadline deadline) {
        BoundStatement statement =
                insert.bind(
                        instrument,
                        wanted.visit(),
                        wanted.detector(),
                        wanted.lineage(),
                        wanted.storeTimeMjdTai(),
                        wanted.plan().uri(),
                        wanted.plan().sha256(),
                        wanted.plan().bytes(),
                        wanted.committed());
        return transact(statement, wanted, deadline).then(standing -> existing(standing, wanted));
    }

    @Override
    public Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline) {
        try {
            return Outcome.done(readSerially(visit, detector, deadline));
        } catch (DriverException e) {
            return Outcome.lost(trouble(e));
        }
    }

    @Override
    public Outcome<Claim> commit(Claim claim, Deadline deadline) {
        BoundStatement statement =
                mark.bind(
                        instrument,
                        claim.visit(),
                        claim.detector(),
                        claim.lineage(),
                        claim.plan().sha256());
        var applied =
                new Claim(
                        claim.visit(),
                        claim.detector(),
                        claim.lineage(),
                        claim.storeTimeMjdTai(),
                        claim.plan(),
                        true);
        return transact(statement, applied, deadline).then(standing -> marked(standing, claim));
    }

    // An answer says what stands: the wanted claim when the transaction was applied, and the one in
    // its way when it was not. Without an answer it may have happened or not.
    private Outcome<Optional<Claim>> transact(
            BoundStatement statement, Claim applied, Deadline deadline) {
        try {
            var answer = session.execute(within(statement, deadline));
            if (answer.wasApplied()) {
                return Outcome.done(Optional.of(applied));
            }
        } catch (QueryValidationException e) {
            return Outcome.lost(trouble(e));
        } catch (DriverException unknown) {
            LOG.warn(
                    "whether {} is claimed or marked is unknown, reading it: {}",
                    named(applied),
                    unknown.getMessage());
        }
        return read(applied.visit(), applied.detector(), deadline);
    }

    private static Outcome<Claim> existing(Optional<Claim> standing, Claim wanted) {
        return standing.map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.lost(
                                        Loss.transientTrouble(
                                                "the claim of "
                                                        + named(wanted)
                                                        + " did not take hold: try again")));
    }

    private static Outcome<Claim> marked(Optional<Claim> standing, Claim claim) {
        boolean ours =
                standing.filter(
                                s ->
                                        s.lineage().equals(claim.lineage())
                                                && s.plan().sha256().equals(claim.plan().sha256()))
                        .isPresent();
        if (!ours) {
            return Outcome.lost(
                    Loss.rejected(
                            named(claim)
                                    + " cannot be marked as committed: owned by "
                                    + standing.map(Claim::lineage).orElse("nobody")));
        }
        return standing.filter(Claim::committed)
                .map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.lost(
                                        Loss.transientTrouble(
                                                "the mark of "
                                                        + named(claim)
                                                        + " did not take hold: try again")));
    }

    private Optional<Claim> readSerially(long visit, int detector, Deadline deadline) {
        BoundStatement statement =
                select.bind(instrument, visit, detector)
                        .setConsistencyLevel(
                                local ? ConsistencyLevel.LOCAL_SERIAL : ConsistencyLevel.SERIAL)
                        .setIdempotent(true)
                        .setTimeout(timeout(deadline));
        return Optional.ofNullable(session.execute(statement).one()).map(ClaimStore::claim);
    }

    private BoundStatement within(BoundStatement statement, Deadline deadline) {
        return statement
                .setConsistencyLevel(
                        local ? ConsistencyLevel.LOCAL_QUORUM : ConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(
                        local ? ConsistencyLevel.LOCAL_SERIAL : ConsistencyLevel.SERIAL)
                .setTimeout(timeout(deadline));
    }

    private static Duration timeout(Deadline deadline) {
        Duration left = deadline.leftAtMost(LONGEST_CALL);
        return left.isZero() ? Duration.ofMillis(1) : left;
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getLong("visit"),
                row.getInt("detector"),
                text(row, "lineage"),
                row.getDouble("store_time"),
                new Stored(
                        text(row, "plan_uri"), text(row, "plan_sha256"), row.getLong("plan_bytes")),
                row.getBoolean("committed"));
    }

    private static String text(Row row, String column) {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private static String named(Claim claim) {
        return "visit " + claim.visit() + " detector " + claim.detector();
    }

    private static Loss trouble(DriverException e) {
        return e instanceof QueryValidationException
                ? Loss.failed("the claims' keyspace refuses what nightjar asks: " + e.getMessage())
                : Loss.transientTrouble(
                        "the claims' keyspace did not answer: "
                                + e.getClass().getSimpleName()
                                + " "
                                + e.getMessage());
    }
}
