// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.UUID;
import java.util.function.Function;
import nightjar.job.NightjarJob;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.model.Ended;
import nightjar.model.VisitDetector;

/**
 * Processes what is wanted, in parts: as many visit-detectors at once as no stage's queue would
 * overflow with. Each part is a job of its own that ends when they all have.
 */
final class Processing {

    /** Below {@code limits.*.waiting} as they are shipped. */
    private static final int MOST_AT_ONCE = 400;

    private final String lineage;
    private final Function<Path, NightjarConfig> configured;
    private final TakeOver takeOver;
    private final Groups groups;
    private final RerunReport report;
    private final PrintStream out;

    /**
     * @param configured the rerun's configuration, with its local files in a folder
     */
    Processing(
            TakeOver takeOver,
            Function<Path, NightjarConfig> configured,
            Groups groups,
            RerunReport report,
            PrintStream out) {
        this.configured = configured;
        this.takeOver = takeOver;
        this.groups = groups;
        this.report = report;
        this.out = out;
        lineage = takeOver.to();
    }

    void run() throws Exception {
        var folder = Files.createTempDirectory("nightjar-rerun");
        var atExit = new Thread(() -> delete(folder), "rerun-folder");
        Runtime.getRuntime().addShutdownHook(atExit);
        var own = configured.apply(folder);
        var cluster = Places.kafka(own.kafka().own());
        var alone = OneAtATime.join(cluster, lineage, own.topics().ledger());
        try (alone) {
            for (var part : groups.parts(MOST_AT_ONCE)) {
                process(part, own, folder);
            }
        } finally {
            delete(folder);
            forget(atExit);
        }
    }

    private void process(Groups.Part part, NightjarConfig own, Path folder) throws Exception {
        var run = UUID.randomUUID().toString();
        var announced = new HashMap<String, Long>();
        var before = new HashMap<VisitDetector, Ended>();
        for (var entry : part.entries()) {
            announced.put(entry.key().toString(), entry.announcedMillis());
            before.put(entry.key(), entry);
        }
        var telling = new Ends.Telling(run, lineage, announced);
        var doors = new RerunDoors(own, takeOver, part.announcements(), telling);
        var settings = RerunSettings.of(own, part.detectors());
        try (var ends = Ends.of(run);
                var job =
                        ShortJob.start(
                                "nightjar " + lineage,
                                Files.createTempDirectory(folder, "flink"),
                                env -> NightjarJob.describe(env, doors, settings))) {
            var open = new HashSet<>(before.keySet());
            while (!open.isEmpty()) {
                job.checkAlive();
                var end = ends.next().filter(it -> open.remove(it.key()));
                end.ifPresent(
                        it -> {
                            report.see(it);
                            out.println(report.line(it, before.getOrDefault(it.key(), it)));
                        });
            }
            job.finish();
        }
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
