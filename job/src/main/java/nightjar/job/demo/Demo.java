// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine;

/** Plays a night through the real job on this machine, and shows what it found. */
public final class Demo {

    /** Sattle's track half-width (0.01 deg) and a generous bounding box. */
    private static final double WITHHELD_ARCSEC = 36 + 12;

    private static final long PATIENCE_AFTER_PLAY_S = 180;

    private final DemoOptions options;
    private final Screen screen = new Screen(System.out, isTerminal());
    private final long startNanos = System.nanoTime();

    private Demo(DemoOptions options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        var options = new DemoOptions();
        var command = new CommandLine(options);
        try {
            command.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            System.err.println("nightjar demo: " + e.getMessage());
            command.usage(System.err);
            System.exit(2);
        }
        if (command.isUsageHelpRequested()) {
            command.usage(System.out);
            return;
        }
        System.exit(new Demo(options).run());
    }

    private int run() throws Exception {
        try (var memory = new Memory();
                var night = night()) {
            return play(night, memory);
        } catch (ConfigurationException | RefusedFilesException | IllegalArgumentException e) {
            screen.clear();
            System.err.println("nightjar demo: " + e.getMessage());
            return 2;
        }
    }

    private Night night() {
        return options.isRaws()
                ? RawsShow.of(options.raws, options.templates, screen)
                : new SimulatedShow(options.seed, options.visits, options.detectors, options.size);
    }

    private int play(Night night, Memory memory) throws Exception {
        screen.line("Setting up an observatory on this machine:");
        try (var site = Site.open(night, options, line -> screen.line("  " + line))) {
            screen.line("  Flink's web UI: " + site.webUi());
            screen.line("  logs: " + site.logs());
            screen.line("The night begins: " + night.expected() + " visit-detectors.");
            var journal = new Journal(site.satellites());
            night.play(site.telescope(), journal);
            follow(night, site, journal);
            var report = report(night, site, journal, memory);
            screen.clear();
            screen.lines(report.lines());
            if (options.json.isPresent()) {
                report.writeJson(options.json.get());
                screen.line("The same for machines: " + options.json.get());
            }
            if (options.keep) {
                keep(site);
            }
            return report.isGood() ? 0 : 1;
        }
    }

    /** Waits until everything is accounted for and visible, telling of each visit that ends. */
    private void follow(Night night, Site site, Journal journal) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_AFTER_PLAY_S);
        while (System.nanoTime() < giveUp) {
            var ledger = site.ledger().entries();
            var alerts = site.alerts().alerts();
            screen.lines(journal.news(ledger, alerts));
            screen.progress(ledger.size(), night.expected(), "visit-detectors accounted for");
            int sent = ledger.values().stream().mapToInt(e -> e.path("alerts").asInt()).sum();
            if (ledger.size() >= night.expected() && alerts.size() >= sent) {
                screen.lines(journal.news(ledger, alerts));
                return;
            }
            site.checkAlive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        screen.line("Not all was accounted for in " + PATIENCE_AFTER_PLAY_S + " s:");
    }

    private Report report(Night night, Site site, Journal journal, Memory memory)
            throws InterruptedException {
        var alerts = site.alerts().alerts();
        var ledger = site.ledger().entries();
        List<Double> latency = new ArrayList<>();
        List<Double> readout = new ArrayList<>();
        for (var entry : ledger.values()) {
            var group = entry.path("group").asText();
            int detector = entry.path("detector").asInt();
            long published = journal.publishedMillis(group, detector);
            alerts.stream()
                    .filter(a -> a.visit() == entry.path("visit").asLong())
                    .filter(a -> a.detector() == detector && published > 0)
                    .forEach(
                            a -> {
                                latency.add((a.seenMillis() - published) / 1e3);
                                readout.add(
                                        (a.seenMillis() - journal.readoutMillis(group, detector))
                                                / 1e3);
                            });
        }
        try (var apdb = site.apdb()) {
            return new Report(
                    ledger,
                    site.ledger().quarantined(),
                    night.expected(),
                    alerts,
                    site.alerts().repeated(),
                    apdb.diaSources(),
                    apdb.diaObjects(),
                    site.measurements().arrived(ledger.size()),
                    Score.of(night.truth(), alerts, WITHHELD_ARCSEC),
                    Percentiles.of(latency),
                    Percentiles.of(readout),
                    (System.nanoTime() - startNanos) / 1e9,
                    memory.peakMiB(),
                    options.seed,
                    site.addresses());
        }
    }

    private void keep(Site site) throws InterruptedException {
        screen.line("");
        screen.line("Everything stays up until Ctrl-C:");
        site.addresses()
                .forEach(
                        (name, at) ->
                                screen.line(String.format(Locale.ROOT, "  %-12s %s", name, at)));
        screen.line("  bootstrap for a reader of your own: see docs/playbook.md");
        new java.util.concurrent.CountDownLatch(1).await();
    }

    /** The launcher knows; Java tells only from its version 22 on. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("nightjar.terminal");
    }

    /** Files that cannot be played, each named. */
    static final class RefusedFilesException extends RuntimeException {
        RefusedFilesException(List<Path> files, String why) {
            super(why + ": " + files);
        }
    }
}
