// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nightjar.job.NightjarJob;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Ended;

/**
 * Processes what is wanted, in parts: as many visit-detectors at once as no stage's queue would
 * overflow with. Each part is a job of its own that ends when they all have.
 */
final class Processing {

    /** Below {@code limits.*.waiting} as they are shipped. */
    private static final int MOST_AT_ONCE = 400;

    private final Look look;
    private final Function<Path, NightjarConfig> configured;
    private final Groups groups;
    private final RerunReport report;
    private final PrintStream out;

    /**
     * @param configured the rerun's configuration, with its local files in a folder
     */
    Processing(
            Look look,
            Function<Path, NightjarConfig> configured,
            Groups groups,
            RerunReport report,
            PrintStream out) {
        this.look = look;
        this.configured = configured;
        this.groups = groups;
        this.report = report;
        this.out = out;
    }

    /**
     * @param within how long it may take; else what the limits allow
     */
    void run(Optional<Duration> within, OneAtATime alone) throws Exception {
        var folder = Files.createTempDirectory("nightjar-rerun");
        var atExit = new Thread(() -> delete(folder), "rerun-folder");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            var own = configured.apply(folder);
            var parts = groups.parts(MOST_AT_ONCE);
            var most = within.orElseGet(() -> Allowance.usual(own, parts));
            var allowance = new Allowance(most, System::nanoTime);
            for (var part : parts) {
                if (report.isTroubled()) {
                    part.entries().forEach(it -> leave(it, "not begun, after the trouble above"));
                } else {
                    process(part, own, folder, new Watching(allowance, alone));
                }
            }
        } finally {
            delete(folder);
            forget(atExit);
        }
    }

    /** What was seen at the beginning the job may have mended since, or another part have made. */
    private void process(Groups.Part wanted, NightjarConfig own, Path folder, Watching watching)
            throws Exception {
        var now = look.again(wanted.entries());
        for (var end : now.processed()) {
            report.see(end);
            out.println(report.line(end, end) + " meanwhile");
        }
        now.choice().left().forEach(it -> leave(it.entry(), it.why()));
        var part = groups.only(now.choice().wanted());
        if (part.entries().isEmpty()) {
            return;
        }
        var takeOver =
                new TakeOver(
                        look.config().lineage(),
                        look.lineage(),
                        now.choice().taken(),
                        now.settled());
        var run = UUID.randomUUID().toString();
        var telling = new Ends.Telling(run, look.lineage(), announced(part));
        var doors = new RerunDoors(own, takeOver, part.announcements().values(), telling);
        var settings = RerunSettings.of(own, part.detectors());
        try (var ends = Ends.of(run);
                var job =
                        ShortJob.start(
                                "nightjar " + look.lineage(),
                                Files.createTempDirectory(folder, "flink"),
                                env -> NightjarJob.describe(env, doors, settings))) {
            var waiting = new Waiting(part, ends, report, out);
            var trouble = waiting.until(() -> watching.trouble(job), watching.allowance());
            (trouble.isEmpty() ? job.finish() : job.giveUp()).ifPresent(this::trouble);
        }
    }

    /** What ends the waiting before all have ended. */
    private record Watching(Allowance allowance, OneAtATime alone) {

        Optional<String> trouble(ShortJob job) throws InterruptedException {
            if (!alone.isHeld()) {
                return Optional.of("it stood still so long that another rerun may have begun");
            }
            var over = allowance.over();
            return over.isPresent() ? over : job.ended();
        }
    }

    private static Map<String, Long> announced(Groups.Part part) {
        var announced = new HashMap<String, Long>();
        part.entries().forEach(it -> announced.put(it.key().toString(), it.announcedMillis()));
        return announced;
    }

    private void leave(Ended entry, String why) {
        out.println(report.leave(entry, why));
    }

    private void trouble(String why) {
        out.println(report.trouble(why));
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // The system empties its folder for temporary files.
        }
    }
}
