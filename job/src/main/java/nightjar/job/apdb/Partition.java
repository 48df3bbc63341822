// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import java.time.LocalDate;
import java.util.Optional;
import nightjar.connectors.apdb.ApdbStatus;
import nightjar.connectors.apdb.ApdbUpkeep;
import nightjar.model.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code partition}. */
@Command(
        name = "partition",
        mixinStandardHelpOptions = true,
        description = {
            "Gives an APDB tables for more time, or takes tables of old times away.",
            "A running job need not be restarted."
        })
final class Partition extends ApdbVerb {

    Partition(ApdbConsole console) {
        super(console);
    }

    @Option(names = "--until", paramLabel = "DATE", description = "tables up to this day")
    Optional<LocalDate> until = Optional.empty();

    @Option(names = "--from", paramLabel = "DATE", description = "tables from this day on")
    Optional<LocalDate> from = Optional.empty();

    @Option(
            names = "--drop-before",
            paramLabel = "DATE",
            description = "take away the tables that end before this day, rows and all")
    Optional<LocalDate> dropBefore = Optional.empty();

    @Option(names = "--yes", description = "yes, the rows in them may go")
    boolean yes;

    @Override
    public Integer call() {
        boolean more = until.isPresent() || from.isPresent();
        if (more == dropBefore.isPresent()) {
            throw new IllegalArgumentException(
                    "either --until or --from, or --drop-before: which?");
        }
        if (dropBefore.isPresent() && !yes) {
            throw new IllegalArgumentException(
                    "--drop-before takes rows away for good; add --yes if that is meant");
        }
        return dropBefore
                .map(day -> tell(upkeep -> upkeep.drop(mjdTai(day), nowMjdTai())))
                .orElseGet(() -> tell(this::extend));
    }

    private Outcome<ApdbStatus> extend(ApdbUpkeep upkeep) {
        var some = until.or(() -> from).orElseThrow();
        return upkeep.extend(mjdTai(from.orElse(some)), mjdTai(until.orElse(some)));
    }
}
