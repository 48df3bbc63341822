// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import nightjar.job.LastWord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./nightjar sandbox night}. */
@Command(
        name = "./nightjar sandbox night",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Takes one more simulated night at an observatory that ./nightjar sandbox up keeps up, and "
                        + "waits until whatever job runs there has ended all of it. It exits with 0: all has ended, "
                        + "1: not all has, 2: there is no such observatory.")
public final class OneNight implements Callable<Integer> {

    private static final String NAME = "nightjar sandbox night";

    /** Since the last end: a job that is begun meanwhile may take its time. */
    private static final long PATIENCE_S = 180;

    private final PrintStream out;
    private final PrintStream err;

    @Mixin NightChoice choice = new NightChoice();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "the observatory's folder (default: the one that started last)")
    Optional<Path> folder = Optional.empty();

    private OneNight(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new OneNight(out, err)).execute(args);
    }

    @Override
    public Integer call() {
        return LastWord.ofFinder(NAME, this::play, err);
    }

    private int play() throws Exception {
        var place = StandingBox.found(folder);
        var config = place.config();
        int detectors = config.instrument().detectors().size();
        try (var night =
                        new SimulatedShow(
                                choice.seed,
                                choice.visits,
                                detectors,
                                choice.size,
                                place.nextNight());
                var store = place.store();
                var telescope = place.telescope(store);
                var alerts = place.alerts();
                var ledger = place.ledger()) {
            out.println("Making the night's templates and images …");
            night.templates(template -> Furnishing.put(store, template));
            out.println("The night begins: " + night.expected() + " visit-detectors.");
            var journal = new Journal(place.satellites());
            night.play(telescope, journal);
            return follow(journal, ledger, alerts);
        }
    }

    private int follow(Journal journal, LedgerReader ledger, AlertReader alerts)
            throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        int ended = 0;
        while (System.nanoTime() < giveUp) {
            var entries = ledger.entries();
            journal.news(entries, alerts.alerts()).forEach(out::println);
            if (journal.isTold()) {
                out.println("all of it has ended");
                return 0;
            }
            if (entries.size() > ended) {
                ended = entries.size();
                giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        out.println("Nothing more ended in " + PATIENCE_S + " s:");
        journal.open(ledger.entries()).forEach(line -> out.println("  " + line));
        return 1;
    }
}
