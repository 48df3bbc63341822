// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import nightjar.job.audit.Scope;
import nightjar.job.audit.Unanswered;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.job.doors.Readiness;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.time.Tai;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar rerun}: daytime catch-up, through the same graph and the same commit. */
@Command(
        name = "./nightjar rerun",
        mixinStandardHelpOptions = true,
        description = {
            "Processes once more what ended in a night without a result: the same graph, commit, "
                    + "topics and tables, under the lineage LINEAGE-rerun. It may run beside the job.",
            "It exits with 0: all have a result now, 1: some have not, 2: refused, nothing was done."
        })
public final class Rerun implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int NOT_ALL = 1;
    private static final int REFUSED = 2;
    private static final long DAY_MILLIS = 86_400_000;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    @Mixin ConfigChoice which = new ConfigChoice();

    @Option(
            names = "--night",
            required = true,
            paramLabel = "YYYY-MM-DD",
            description = "the observing day")
    LocalDate night = LocalDate.EPOCH;

    @Option(
            names = "--outcome",
            split = ",",
            required = true,
            paramLabel = "ENDING",
            description = "which endings: TIMED_OUT, SUPPRESSED, FAILED, IGNORED (stale ones only)")
    List<Ending> outcomes = List.of();

    @Option(
            names = "--visits",
            paramLabel = "A..B",
            description = "only these visits, by their ids; of what had no image no id is known")
    Optional<String> visits = Optional.empty();

    @Option(
            names = "--detectors",
            split = ",",
            paramLabel = "N",
            description = "only these detectors")
    List<Integer> detectors = List.of();

    @Option(
            names = "--within",
            paramLabel = "TIME",
            description =
                    "give up after this, for instance 2 h (default: what the limits allow all"
                            + " stages together)")
    Optional<String> within = Optional.empty();

    @Option(names = "--dry-run", description = "tell what would be processed, and do nothing")
    boolean dryRun;

    @Mixin ReportFile json = new ReportFile();

    Rerun(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, InstantSource.system(), args));
    }

    public static int run(PrintStream out, PrintStream err, InstantSource clock, String... args) {
        return new CommandLine(new Rerun(out, err, clock)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.of("nightjar rerun", this::answered, err);
    }

    private int answered() throws Exception {
        requireOutcomes();
        json.require();
        var config = which.load();
        try {
            return rerun(config, RerunSettings.lineage(config));
        } catch (Unanswered e) {
            err.println("nightjar rerun: " + e.getMessage());
            return REFUSED;
        }
    }

    private void requireOutcomes() {
        for (var outcome : outcomes) {
            var refusal =
                    switch (outcome) {
                        case TIMED_OUT, SUPPRESSED, FAILED, IGNORED -> "";
                        case ALERTED, EMPTY -> "it has its result";
                        case CANCELLED -> "the observatory gave it up";
                        case REJECTED -> "it must not be used, or is another lineage's";
                    };
            if (!refusal.isEmpty()) {
                throw new ConfigurationException(
                        "--outcome "
                                + outcome
                                + " is not processed again ("
                                + refusal
                                + "): use TIMED_OUT, SUPPRESSED, FAILED or IGNORED");
            }
        }
    }

    private int rerun(NightjarConfig config, String lineage) throws Exception {
        var look = new Look(config, lineage, night, clock);
        if (dryRun) {
            var groups = groups(config, look);
            var report = new RerunReport(lineage, groups.choice());
            report.plan(true).forEach(out::println);
            write(report);
            return groups.choice().left().isEmpty() ? DONE : NOT_ALL;
        }
        var most = within.map(it -> Configurations.duration("--within", it));
        var cluster = Places.kafka(config.kafka().own());
        try (var alone = OneAtATime.join(cluster, lineage, config.topics().ledger())) {
            return alone(alone, look, most);
        }
    }

    /** What is seen before another rerun's end may be its work, so that nothing is looked at. */
    private int alone(OneAtATime alone, Look look, Optional<Duration> most) throws Exception {
        var left = Leftovers.abort(look.config(), look.lineage());
        Leftovers.told(left).forEach(out::println);
        var groups = groups(look.config(), look);
        var report = new RerunReport(look.lineage(), groups.choice());
        report.abort(left);
        report.plan(false).forEach(out::println);
        if (!groups.isEmpty()) {
            Readiness.require(look.config());
            process(alone, look, groups, report, most);
            out.println(report.sum());
        }
        write(report);
        return report.isAllWell() ? DONE : NOT_ALL;
    }

    private void process(
            OneAtATime alone, Look look, Groups groups, RerunReport report, Optional<Duration> most)
            throws Exception {
        new Processing(
                        look,
                        folder -> which.load(RerunSettings.laid(look.lineage(), folder)),
                        groups,
                        report,
                        out)
                .run(most, alone);
        if (report.isTroubled() && alone.isHeld()) {
            var open = Leftovers.abort(look.config(), look.lineage());
            Leftovers.told(open).forEach(out::println);
            report.abort(open);
        }
    }

    private Groups groups(NightjarConfig config, Look look) {
        long begin = Tai.utcMillisOfMjdTai(Scope.nights(night, night).beginMjdTai());
        var only = visits.map(Scope::visits);
        return Groups.of(config, look.choose(it -> isAsked(it, only)), begin - DAY_MILLIS);
    }

    private boolean isAsked(Ended it, Optional<Scope> only) {
        return outcomes.contains(it.ending())
                && (it.ending() != Ending.IGNORED || it.why().startsWith("stale"))
                && (detectors.isEmpty() || detectors.contains(it.key().detector()))
                && (only.isEmpty() || only.get().contains(it.visit()));
    }

    private void write(RerunReport report) throws IOException {
        json.write(report.json(dryRun));
    }
}
