// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigChoice;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;
import nightjar.model.time.Tai;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./nightjar audit}: the independent witness. Its exit code is 0 when all agrees, 1 when
 * there are differences, 2 when somebody could not be asked or the question was wrong.
 */
@Command(
        name = "./nightjar audit",
        mixinStandardHelpOptions = true,
        description =
                "Holds claims, plans, APDB rows, alerts, Butler records and files, and the ledger "
                        + "against each other. It exits with 0: clean, 1: differences, 2: could not be asked.")
public final class Audit implements Callable<Integer> {

    private static final int CLEAN = 0;
    private static final int DIFFERENCES = 1;
    private static final int CANNOT_BE_ASKED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    @Mixin ConfigChoice which = new ConfigChoice();

    @Option(
            names = "--night",
            paramLabel = "YYYY-MM-DD",
            description = "visits of this observing day")
    Optional<LocalDate> night = Optional.empty();

    @Option(names = "--visits", paramLabel = "A..B", description = "these visits, by their ids")
    Optional<String> visits = Optional.empty();

    @Option(names = "--emit", description = "send from the plans what is missing, and look again")
    boolean emit;

    @Option(
            names = "--follow",
            description = "look every minute at the last day; tell only what is new")
    boolean follow;

    @Mixin ReportFile json = new ReportFile();

    Audit(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, InstantSource.system(), args));
    }

    public static int run(PrintStream out, PrintStream err, InstantSource clock, String... args) {
        return new CommandLine(new Audit(out, err, clock)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder("nightjar audit", this::answered, err);
    }

    private int answered() throws Exception {
        boolean isNamed = night.isPresent() || visits.isPresent();
        if ((night.isPresent() && visits.isPresent()) || (!follow && !isNamed)) {
            throw new ConfigurationException("which visits? --night or --visits, one of them");
        }
        json.require();
        var config = which.load();
        return follow ? follow(config) : once(config);
    }

    private int once(NightjarConfig config) throws IOException {
        try (var witness = Witness.open(config)) {
            var report = look(witness);
            report.words().forEach(out::println);
            if (emit && !report.isClean()) {
                emitted(report, config, witness).forEach(out::println);
                report = look(witness);
                out.println("and now:");
                report.words().forEach(out::println);
            }
            write(report);
            return report.isClean() ? CLEAN : DIFFERENCES;
        } catch (Unanswered e) {
            err.println("nightjar audit: " + e.getMessage());
            return CANNOT_BE_ASKED;
        }
    }

    private List<String> emitted(AuditReport report, NightjarConfig config, Witness witness) {
        return Emission.of(report.findings(), config, witness, report.seen(), clock.millis());
    }

    private AuditReport look(Witness witness) {
        return look(witness, scope(), Patience.usual(clock.millis()));
    }

    static AuditReport look(Witness witness, Scope scope, Patience patience) {
        long began = System.nanoTime();
        var seen = witness.look(scope);
        var findings = Reconciliation.of(seen, patience);
        return new AuditReport(scope, seen, findings, patience, (System.nanoTime() - began) / 1e9);
    }

    private Scope scope() {
        return night.map(day -> Scope.nights(day, day))
                .or(() -> visits.map(Scope::visits))
                .orElseGet(
                        () -> {
                            double now = Tai.mjdTaiOfUtcMillis(clock.millis());
                            return Scope.nights(Tai.dayObs(now - 1), Tai.dayObs(now));
                        });
    }

    private void write(AuditReport report) throws IOException {
        json.write(report.json());
    }

    /** Until it is ended; who does not answer is asked again in a minute. */
    private int follow(NightjarConfig config) throws IOException, InterruptedException {
        var following = new Following();
        while (true) {
            try (var witness = Witness.open(config)) {
                while (true) {
                    var report = look(witness);
                    following
                            .news(report, Instant.ofEpochMilli(clock.millis()))
                            .forEach(out::println);
                    write(report);
                    if (emit && !report.isClean()) {
                        following.news(emitted(report, config, witness)).forEach(out::println);
                    }
                    TimeUnit.MINUTES.sleep(1);
                }
            } catch (Unanswered e) {
                err.println("nightjar audit: " + e.getMessage() + "; asked again in a minute");
            }
            TimeUnit.MINUTES.sleep(1);
        }
    }
}
