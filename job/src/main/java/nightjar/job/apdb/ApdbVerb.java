// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Function;
import nightjar.connectors.apdb.ApdbStatus;
import nightjar.connectors.apdb.ApdbUpkeep;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.ids.TimePartition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the verbs share: which APDB, and how its state is told. */
abstract class ApdbVerb implements Callable<Integer> {

    @Mixin ApdbPlace place = new ApdbPlace();

    @Option(names = "--json", description = "say it as one JSON object")
    boolean json;

    private final ApdbConsole console;

    ApdbVerb(ApdbConsole console) {
        this.console = console;
    }

    final int tell(Function<ApdbUpkeep, Outcome<ApdbStatus>> question) {
        return place.ask(question).fold(this::found, this::refused);
    }

    private int found(ApdbStatus status) {
        var report = new ApdbReport(status, console.nowMjdTai());
        if (json) {
            console.out().println(report.json().toPrettyString());
        } else {
            report.words().forEach(console.out()::println);
        }
        return report.problems().isEmpty() ? 0 : 1;
    }

    private int refused(Loss loss) {
        if (json) {
            console.out().println(ApdbReport.refusal(loss.why()).toPrettyString());
        }
        console.err().println("nightjar apdb: " + loss.why());
        return loss.cause() == Cause.TRANSIENT ? 2 : 1;
    }

    final double nowMjdTai() {
        return console.nowMjdTai();
    }

    static double mjdTai(LocalDate day) {
        return day.toEpochDay() + TimePartition.EPOCH_MJD;
    }
}
