// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.util.List;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;

/**
 * The alert production database on Cassandra. Takes its layout from the database's own metadata, at
 * the first question; safe for use by several threads. The session belongs to the caller.
 */
public final class CassandraApdb implements Apdb {

    /** Upstream reads with 500 and writes with 100; one TaskManager of many needs less. */
    private static final int IN_FLIGHT = 64;

    private final String keyspace;
    private final Requests requests;
    private volatile Optional<ApdbLayout> layout = Optional.empty();

    private CassandraApdb(String keyspace, Requests requests) {
        this.keyspace = keyspace;
        this.requests = requests;
    }

    /**
     * An APDB in this keyspace; nothing is asked of it yet.
     *
     * @param consistency of reads and writes; QUORUM upstream
     */
    public static CassandraApdb connect(
            CqlSession session, String keyspace, ConsistencyLevel consistency) {
        return new CassandraApdb(keyspace, new Requests(session, consistency, IN_FLIGHT));
    }

    @Override
    public Outcome<Prior> prior(
            List<Double> cornersDeg, double paddingArcsec, double midpointMjdTai, Deadline deadline)
            throws InterruptedException {
        var region = Corners.polygon(cornersDeg).padded(paddingArcsec);
        return ask(
                deadline,
                known -> new ApdbReader(known, requests).prior(region, midpointMjdTai, deadline));
    }

    @Override
    public Outcome<Boolean> contains(long visit, int detector, Deadline deadline)
            throws InterruptedException {
        return ask(
                deadline,
                known -> new ApdbReader(known, requests).contains(visit, detector, deadline));
    }

    @Override
    public Outcome<Rows> write(Rows rows, Deadline deadline) throws InterruptedException {
        return ask(
                deadline,
                known -> {
                    requireTables(known, rows);
                    ApdbWriter.write(known, requests, rows, deadline);
                    return rows;
                });
    }

    // Before anything is written: a visit-detector must not be stored by half.
    private static void requireTables(ApdbLayout known, Rows rows) {
        requirePartition(known, rows.storeTimeMjdTai());
        for (List<Columns> table : List.of(rows.diaSources(), rows.diaForcedSources())) {
            table.forEach(row -> requirePartition(known, row.number("midpointMjdTai")));
        }
    }

    private static void requirePartition(ApdbLayout known, double mjdTai) {
        int partition = known.partitionOf(mjdTai);
        if (!known.holds(partition)) {
            throw new IncompatibleApdbException(
                    "it has no tables for time partition "
                            + partition
                            + ": extend it with apdb-cli partition");
        }
    }

    private ApdbLayout layout(Deadline deadline) throws InterruptedException {
        Optional<ApdbLayout> known = layout;
        if (known.isPresent()) {
            return known.get();
        }
        ApdbLayout read = ApdbLayout.read(keyspace, requests, deadline);
        layout = Optional.of(read);
        return read;
    }

    private <T> Outcome<T> ask(Deadline deadline, Question<T> question)
            throws InterruptedException {
        try {
            return Outcome.done(question.ask(layout(deadline)));
        } catch (IncompatibleApdbException e) {
            // It may be migrated or extended while we run.
            layout = Optional.empty();
            return Outcome.lost(
                    Loss.failed("APDB " + keyspace + " cannot be used: " + e.getMessage()));
        } catch (QueryValidationException e) {
            return Outcome.lost(
                    Loss.failed(
                            "APDB " + keyspace + " refuses what nightjar asks: " + e.getMessage()));
        } catch (DriverException e) {
            return Outcome.lost(
                    Loss.transientTrouble(
                            "APDB "
                                    + keyspace
                                    + " did not answer: "
                                    + e.getClass().getSimpleName()
                                    + " "
                                    + e.getMessage()));
        }
    }

    private interface Question<T> {
        T ask(ApdbLayout known) throws InterruptedException;
    }
}
