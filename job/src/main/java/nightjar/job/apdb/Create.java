// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import java.time.LocalDate;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.model.ids.TimePartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes an APDB of schema 10.0.0 in a keyspace that has none.",
            "It is as apdb-cli create-cassandra makes it. What was broken off is gone on with; "
                    + "what is there stays."
        })
final class Create extends ApdbVerb {

    private static final int DAYS = 30;

    Create(ApdbConsole console) {
        super(console);
    }

    @Option(
            names = "--replication",
            defaultValue = "3",
            paramLabel = "N",
            description = "copies of each row (default ${DEFAULT-VALUE})")
    int replication;

    @Option(names = "--no-replica", description = "no second copy of the rows for the PPDB to read")
    boolean noReplica;

    @Option(
            names = "--replica-skips-objects",
            description = "DiaObject in the replica only (replica_skips_diaobjects)")
    boolean skipsObjects;

    @Option(
            names = "--one-table",
            description = "one table for all times instead of tables of 30 days each")
    boolean oneTable;

    @Option(
            names = "--from",
            defaultValue = "2018-12-01",
            paramLabel = "DATE",
            description = "tables for times from this day on (default ${DEFAULT-VALUE})")
    LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--until",
            defaultValue = "2030-01-01",
            paramLabel = "DATE",
            description = "and up to this day (default ${DEFAULT-VALUE})")
    LocalDate until = LocalDate.EPOCH;

    @Override
    public Integer call() {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("--until " + until + " is before --from " + from);
        }
        if (noReplica && skipsObjects) {
            throw new IllegalArgumentException(
                    "--replica-skips-objects needs the replica that --no-replica forbids");
        }
        var settings =
                new ApdbSettings(
                        !noReplica,
                        skipsObjects,
                        64,
                        11,
                        !oneTable,
                        DAYS,
                        64,
                        partition(from),
                        partition(until));
        return tell(upkeep -> upkeep.create(replication, settings));
    }

    private static int partition(LocalDate day) {
        return TimePartition.of(mjdTai(day), DAYS);
    }
}
