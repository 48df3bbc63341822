// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alert production database on Cassandra. Takes its layout from the database's own metadata, at
 * the first question and whenever the layout it knows does not do any more; safe for use by several
 * threads. The session belongs to the caller.
 */
public final class CassandraApdb implements Apdb {

    private static final Logger LOG = LoggerFactory.getLogger(CassandraApdb.class);

    /** Upstream reads with 500 and writes with 100; one TaskManager of many needs less. */
    private static final int IN_FLIGHT = 64;

    private final String keyspace;
    private final Requests requests;
    private final AtomicInteger warnedOf = new AtomicInteger(Integer.MIN_VALUE);
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
                known -> {
                    // Tables that were made since hold history that must not be missed.
                    boolean reaches = known.holds(known.partitionOf(midpointMjdTai));
                    var newest = reaches ? known : readLayout(deadline);
                    return new ApdbReader(newest, requests).prior(region, midpointMjdTai, deadline);
                });
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
                    warnOfTheLast(known, rows);
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
                            + " (MJD "
                            + mjdTai
                            + ", tables are of "
                            + known.settings().firstPartition()
                            + " to "
                            + known.settings().lastPartition()
                            + "): ./nightjar apdb partition makes them");
        }
    }

    private void warnOfTheLast(ApdbLayout known, Rows rows) {
        int last = known.settings().lastPartition();
        if (known.settings().timeTables()
                && known.partitionOf(rows.storeTimeMjdTai()) == last
                && warnedOf.getAndSet(last) != last) {
            LOG.warn(
                    "APDB {}: rows go to the last time partition there is, {}; without more of"
                            + " them nothing can be stored after its {} days: ./nightjar apdb"
                            + " partition makes them",
                    keyspace,
                    last,
                    known.settings().timeDays());
        }
    }

    private ApdbLayout readLayout(Deadline deadline) throws InterruptedException {
        ApdbLayout read = ApdbLayout.read(keyspace, requests, deadline);
        layout = Optional.of(read);
        return read;
    }

    private <T> Outcome<T> ask(Deadline deadline, Question<T> question)
            throws InterruptedException {
        try {
            var known = layout;
            return Outcome.done(
                    known.isPresent()
                            ? askAgain(known.get(), deadline, question)
                            : question.ask(readLayout(deadline)));
        } catch (IncompatibleApdbException e) {
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
                            "APDB " + keyspace + " did not answer: " + CassandraTrouble.line(e)));
        }
    }

    // The database may have been extended or migrated, or lost its oldest tables, while we run.
    private <T> T askAgain(ApdbLayout known, Deadline deadline, Question<T> question)
            throws InterruptedException {
        try {
            return question.ask(known);
        } catch (IncompatibleApdbException | QueryValidationException e) {
            LOG.info("APDB {}: looking again how it is laid out: {}", keyspace, e.getMessage());
            return question.ask(readLayout(deadline));
        }
    }

    private interface Question<T> {
        T ask(ApdbLayout known) throws InterruptedException;
    }
}
