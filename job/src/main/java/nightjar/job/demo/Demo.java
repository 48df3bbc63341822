// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nightjar.job.LastWord;
import nightjar.job.audit.AuditLine;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine;

/** Plays a night through the real job on this machine, and shows what it found. */
public final class Demo {

    /** Sattle's track half-width (0.01 deg) and a generous bounding box. */
    private static final double WITHHELD_ARCSEC = 36 + 12;

    /** Since the last end: workers of any speed may take their time. */
    private static final long PATIENCE_AFTER_PLAY_S = 180;

    /** For a night that was broken off: what was announced may still end. */
    private static final long PATIENCE_AFTER_BREAK_S = 60;

    /** Longer than any wait of a good night, the 15 s for images that do not come among them. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final DemoOptions options;
    private final Encore encore;
    private final Screen screen;
    private final long startNanos = System.nanoTime();

    private Demo(DemoOptions options, Encore encore, PrintStream out) {
        this.options = options;
        this.encore = encore;
        this.screen = new Screen(out, isTerminal());
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** The exit code: 0 for a good night, 1 for one that was not, 2 for what cannot be meant. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, site -> 0, out, err);
    }

    /** The same, with more to be done while everything is still up; its exit code counts, too. */
    public static int run(String[] args, Encore encore, PrintStream out, PrintStream err) {
        var options = new DemoOptions();
        var command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            command.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            err.println("nightjar demo: " + e.getMessage());
            command.usage(err);
            return 2;
        }
        if (command.isUsageHelpRequested()) {
            command.usage(out);
            return 0;
        }
        return LastWord.of("nightjar demo", new Demo(options, encore, out)::run, err);
    }

    private int run() throws Exception {
        options.check();
        try (var memory = new Memory();
                var night = night()) {
            DemoConfig.check(night, options);
            return play(night, memory);
        } finally {
            screen.clear();
        }
    }

    private Night night() {
        if (options.isRaws()) {
            return RawsShow.of(options.raws, options.templates, screen);
        }
        var taken = options.night;
        try {
            return options.camera == DemoOptions.Eye.LSSTCAM
                    ? SimulatedShow.lsstCam(taken.seed, taken.visits, options.detectors)
                    : new SimulatedShow(taken.seed, taken.visits, options.detectors, taken.size);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private int play(Night night, Memory memory) throws Exception {
        screen.line("Setting up an observatory on this machine:");
        try (var site = Site.open(night, options, line -> screen.line("  " + line))) {
            if (options.noJob) {
                wait(night, site);
            }
            screen.line("  Flink's web UI: " + site.webUi());
            screen.line("  logs: " + site.logs());
            screen.line("The night begins: " + night.expected() + " visit-detectors.");
            var journal = new Journal(site.satellites());
            boolean whole = isPlayed(night, site, journal);
            follow(night, site, journal, whole ? PATIENCE_AFTER_PLAY_S : PATIENCE_AFTER_BREAK_S);
            var report = report(night, site, journal, memory);
            screen.clear();
            screen.lines(report.lines());
            var audit = audited(site);
            screen.line(audit.text());
            boolean leaked = options.secure && isLeaked(site);
            options.json.write(report.json());
            options.json.file().ifPresent(at -> screen.line("The same for machines: " + at));
            options.record.ifPresent(at -> screen.line("Recorded, for ./nightjar replay: " + at));
            if (options.keep) {
                keep(site);
            }
            int then = encore.on(site.standing());
            return report.isGood() && !audit.differs() && !leaked ? then : 1;
        }
    }

    /** For a job of somebody else's. */
    private void wait(Night night, Site site) throws InterruptedException {
        night.close(); // no pixels are wanted
        screen.line("");
        screen.line("The observatory is up, without a job, until Ctrl-C. For a job of yours:");
        var config = site.addresses().getOrDefault("config", "");
        screen.line("  ./nightjar cluster up");
        screen.line("  ./nightjar submit --config " + config);
        screen.line("  ./nightjar sandbox night");
        new java.util.concurrent.CountDownLatch(1).await();
    }

    private boolean isLeaked(Site site) throws IOException, InterruptedException {
        var leaks = new LeakSearch(site).search();
        screen.line(leaks.line());
        return !leaks.found().isEmpty();
    }

    /** What the independent witness says of all that was processed. */
    private static AuditLine audited(Site site) throws InterruptedException {
        var visits =
                site.ledger().entries().values().stream()
                        .mapToLong(entry -> entry.path("visit").asLong())
                        .filter(visit -> visit > 0)
                        .summaryStatistics();
        return visits.getCount() == 0
                ? new AuditLine(false, "audit: no image came, there is nothing to audit")
                : AuditLine.of(site.config(), visits.getMin(), visits.getMax());
    }

    /** Without a neighbour the telescope may not get rid of what it has; the report comes still. */
    private boolean isPlayed(Night night, Site site, Journal journal) throws InterruptedException {
        try {
            night.play(site.telescope(), journal);
            return true;
        } catch (IllegalStateException | UncheckedIOException e) {
            if (site.isComplete()) {
                throw e;
            }
            screen.line("The telescope stops here: " + e.getMessage());
            return false;
        }
    }

    /** Waits until everything is accounted for and visible, telling of each visit that ends. */
    private void follow(Night night, Site site, Journal journal, long patienceSeconds)
            throws InterruptedException {
        long patience = TimeUnit.SECONDS.toNanos(patienceSeconds);
        long giveUp = System.nanoTime() + patience;
        int ended = 0;
        var standstill =
                new Standstill(STANDSTILL, System::nanoTime, new SiteWitness(site, journal));
        while (System.nanoTime() < giveUp) {
            var ledger = site.ledger().entries();
            var alerts = site.alerts().alerts();
            if (ledger.size() > ended) {
                ended = ledger.size();
                giveUp = System.nanoTime() + patience;
            }
            screen.lines(journal.news(ledger, alerts));
            screen.progress(ledger.size(), night.expected(), "visit-detectors accounted for");
            int sent = ledger.values().stream().mapToInt(e -> e.path("alerts").asInt()).sum();
            if (ledger.size() >= night.expected() && alerts.size() >= sent) {
                screen.lines(journal.news(ledger, alerts));
                return;
            }
            screen.lines(standstill.news(ledger, night.expected()));
            site.checkAlive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        screen.line("Nothing more ended in " + patienceSeconds + " s:");
    }

    private record SiteWitness(Site site, Journal journal) implements Standstill.Witness {

        @Override
        public List<String> open(Map<String, JsonNode> ledger) {
            return journal.open(ledger);
        }

        @Override
        public Map<String, Integer> stages() {
            return site.inFlight();
        }

        @Override
        public List<String> whereToLook() {
            var look = new ArrayList<String>();
            for (var neighbour : site.box().neighbours()) {
                if (!site.box().isRunning(neighbour)) {
                    look.add(neighbour.word() + " is not there: " + neighbour.withoutIt());
                }
            }
            look.add("look at " + site.webUi() + " and in the logs: " + site.logs());
            return look;
        }
    }

    private Report report(Night night, Site site, Journal journal, Memory memory)
            throws InterruptedException {
        var alerts = site.alerts().alerts();
        var ledger = site.ledger().entries();
        return new Report(
                ledger,
                site.ledger().quarantined(),
                night.expected(),
                alerts,
                site.alerts().repeated(),
                ApdbRows.read(site::apdb),
                site.measurements().arrived(ledger.size()),
                site.died(),
                Score.of(night.truth(), alerts, WITHHELD_ARCSEC),
                Latencies.of(ledger.values(), alerts, journal),
                (System.nanoTime() - startNanos) / 1e9,
                memory.peakMiB(),
                options.night.seed,
                site.addresses());
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
}
