// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static java.util.stream.Collectors.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nightjar.connectors.apdb.ApdbStatus.Range;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.ids.TimePartition;

/**
 * What an operator does to an APDB: makes it, looks at it, gives it tables for more time, takes
 * tables of old times away. Every refusal says what to do instead. The session belongs to the
 * caller; one opened for schema will do.
 */
public final class ApdbUpkeep {

    /** Twelve months of history are read; a partition of slack for visits that are still open. */
    private static final double KEPT_DAYS = ApdbReader.HISTORY_DAYS + 30;

    /** A partition of thirty days each: more than this is a slip of the keyboard. */
    private static final int MOST_PARTITIONS = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CqlSession session;
    private final String keyspace;

    public ApdbUpkeep(CqlSession session, String keyspace) {
        requireName(keyspace);
        this.session = session;
        this.keyspace = keyspace;
    }

    /** Refuses what Cassandra would not take as a keyspace's name. */
    public static void requireName(String keyspace) {
        if (!keyspace.matches("\\w{1,48}")) {
            throw new IllegalArgumentException(
                    "'" + keyspace + "' is no keyspace: letters, digits and _, at most 48");
        }
    }

    /** Makes an APDB where none is; goes on with one whose making was broken off. */
    public Outcome<ApdbStatus> create(int replication, ApdbSettings settings) {
        return ask(
                () -> {
                    var found = ApdbInventory.of(session, keyspace);
                    require(
                            !FrozenSettings.areWhole(found.metadata()),
                            "it is an APDB already, of schema "
                                    + found.metadata().get(ApdbVersions.SCHEMA_KEY)
                                    + "; nothing was changed");
                    requireOwn(found);
                    var foreign = new TreeSet<>(found.tables());
                    foreign.removeAll(ApdbSchema.tableNames(settings));
                    require(
                            foreign.isEmpty(),
                            "it has tables that are not this APDB's ("
                                    + foreign.stream().findFirst().orElse("")
                                    + "); name a keyspace of its own");
                    requireSize(new Range(settings.firstPartition(), settings.lastPartition()));
                    requireNodes(found, replication);
                    ApdbSchema.create(session, keyspace, replication, settings);
                    return found();
                });
    }

    // Cassandra itself makes the keyspace, and then takes no row.
    private void requireNodes(ApdbInventory found, int replication) {
        require(replication > 0, replication + " copies of each row are none");
        var nodes =
                session.getMetadata().getNodes().values().stream()
                        .map(it -> String.valueOf(it.getDatacenter()))
                        .collect(Collectors.groupingBy(it -> it, TreeMap::new, counting()));
        nodes.forEach(
                (centre, there) ->
                        require(
                                !found.replication().isEmpty() || there >= replication,
                                replication
                                        + " copies of each row need as many nodes, and data centre "
                                        + centre
                                        + " has "
                                        + there
                                        + "; ask for fewer copies"));
    }

    // What another version began is not for this one to end.
    private static void requireOwn(ApdbInventory found) {
        ApdbSchema.metadata(ApdbSettings.standard(0, 0))
                .forEach(
                        (name, ours) -> {
                            var theirs = found.metadata().getOrDefault(name, ours);
                            require(
                                    !name.startsWith("version:") || theirs.equals(ours),
                                    "its making was broken off by another version ("
                                            + name
                                            + " "
                                            + theirs
                                            + "); name a keyspace of its own");
                        });
    }

    /** What is there. */
    public Outcome<ApdbStatus> status() {
        return ask(this::found);
    }

    /** Gives tables to all times from and to these, MJD TAI; takes none away. */
    public Outcome<ApdbStatus> extend(double fromMjdTai, double toMjdTai) {
        return ask(
                () -> {
                    var settings = timed(usable());
                    int days = settings.timeDays();
                    var now = new Range(settings.firstPartition(), settings.lastPartition());
                    var wanted =
                            now.including(TimePartition.of(fromMjdTai, days))
                                    .including(TimePartition.of(toMjdTai, days));
                    requireSize(wanted);
                    // Tables first: what the range promises must be there.
                    if (wanted.first() < now.first()) {
                        make(settings.within(wanted.first(), now.first() - 1));
                    }
                    if (wanted.last() > now.last()) {
                        make(settings.within(now.last() + 1, wanted.last()));
                    }
                    keepRange(settings.within(wanted.first(), wanted.last()));
                    return found();
                });
    }

    /** Takes away the tables of partitions that end before this, MJD TAI, and what is in them. */
    public Outcome<ApdbStatus> drop(double beforeMjdTai, double nowMjdTai) {
        return ask(
                () -> {
                    var settings = timed(usable());
                    int first = TimePartition.of(beforeMjdTai, settings.timeDays());
                    require(
                            beforeMjdTai <= nowMjdTai - KEPT_DAYS,
                            "alerts tell of the last 12 months: only tables older than "
                                    + (int) KEPT_DAYS
                                    + " days may go; nothing was changed");
                    require(
                            first <= settings.lastPartition(),
                            "no table would be left; extend it first. Nothing was changed");
                    if (first > settings.firstPartition()) {
                        // The range first: what it no longer promises nobody asks for.
                        keepRange(settings.within(first, settings.lastPartition()));
                        remove(settings.within(settings.firstPartition(), first - 1));
                    }
                    return found();
                });
    }

    private ApdbStatus found() {
        return ApdbStatus.of(keyspace, ApdbInventory.of(session, keyspace));
    }

    private ApdbStatus usable() {
        var status = found();
        require(status.problems().isEmpty(), String.join("; ", status.problems()));
        require(
                CatalogueTables.VERSION.equals(status.versions().get(ApdbVersions.SCHEMA_KEY)),
                "nightjar makes tables of schema "
                        + CatalogueTables.VERSION
                        + " only; use the apdb-cli that made this one");
        return status;
    }

    private static ApdbSettings timed(ApdbStatus status) {
        var settings = status.settings().orElseThrow();
        require(settings.timeTables(), "its tables hold all times: there is nothing to partition");
        return settings;
    }

    private static void requireSize(Range range) {
        require(
                range.count() <= MOST_PARTITIONS,
                range.count() + " time partitions are more than " + MOST_PARTITIONS);
    }

    private void make(ApdbSettings partitions) {
        ApdbSchema.timeTables(keyspace, partitions).forEach(this::run);
    }

    private void remove(ApdbSettings partitions) {
        for (var table : ApdbSchema.timeTableNames(partitions)) {
            run("DROP TABLE IF EXISTS \"" + keyspace + "\".\"" + table + "\"");
        }
    }

    private void keepRange(ApdbSettings settings) {
        ApdbSchema.keep(session, keyspace, FrozenSettings.RANGE_KEY, settings.rangeJson());
    }

    private void run(String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(PATIENCE));
    }

    private static void require(boolean condition, String refusal) {
        if (!condition) {
            throw new IncompatibleApdbException(refusal);
        }
    }

    private interface Question<T> {
        T ask();
    }

    private <T> Outcome<T> ask(Question<T> question) {
        try {
            return Outcome.done(question.ask());
        } catch (IncompatibleApdbException e) {
            return Outcome.lost(Loss.rejected("keyspace " + keyspace + ": " + e.getMessage()));
        } catch (DriverException e) {
            return Outcome.lost(
                    Loss.transientTrouble(
                            "Cassandra did not do it: "
                                    + CassandraTrouble.line(e)
                                    + "; it is safe to try again"));
        }
    }
}
