// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import nightjar.connectors.worker.NativeWorker;
import nightjar.connectors.worker.NewestJava;
import nightjar.connectors.worker.WorkerPool;
import nightjar.connectors.worker.WorkerSettings;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/**
 * Broken and odd images through the native image worker, a process of its own with a small heap;
 * after each a good one, whose sources must be what they were before, byte for byte.
 */
final class ImageTrial {

    private static final int HEAP_MIB = 512;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final double MOST_SECONDS = 30;

    /** Causes that say that nightjar, not the image, was at fault. */
    private static final List<String> OURS = List.of("INTERNAL", "DEADLINE", "the image worker");

    private final Path folder;
    private final Consumer<String> say;
    private final List<String> findings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /**
     * What became of one kind.
     *
     * @param end the cause, or how many sources came of it
     */
    record Row(String kind, String end, double seconds, boolean sameAfter) {}

    ImageTrial(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void run(List<ImageKind> kinds) throws IOException, InterruptedException {
        var command =
                NativeWorker.command(
                        NewestJava.find(), System.getProperty("java.class.path"), HEAP_MIB);
        try (var pool = new WorkerPool(WorkerSettings.of(command, 1))) {
            var good = kinds.get(0);
            difference(pool, good, "warm-up");
            var before = sources("warm-up");
            if (before.length == 0) {
                findings.add("a good image alone has no sources: nothing can be compared");
            }
            for (int i = 0; i < kinds.size(); i++) {
                one(pool, kinds.get(i), good, before, "kind-" + i);
            }
            say.accept("workers: " + pool.counts());
        }
    }

    private void one(WorkerPool pool, ImageKind kind, ImageKind good, byte[] before, String name)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        var outcome = difference(pool, kind, name);
        double seconds = (System.nanoTime() - began) / 1e9;
        var end = outcome.fold(done -> done.sources() + " sources", loss -> loss.why());
        difference(pool, good, "after");
        boolean same = Arrays.equals(before, sources("after"));
        judge(kind.name(), end, seconds, same);
        Folder.delete(folder.resolve(name));
        Folder.delete(folder.resolve("after"));
    }

    private void judge(String kind, String end, double seconds, boolean same) {
        rows.add(new Row(kind, end, seconds, same));
        say.accept("%-38s %6.2f s  %s".formatted(kind, seconds, shortened(end)));
        if (OURS.stream().anyMatch(end::startsWith)) {
            findings.add("image kind \"" + kind + "\" ended with " + end);
        }
        if (seconds > MOST_SECONDS) {
            findings.add("image kind \"%s\" took %.0f s".formatted(kind, seconds));
        }
        if (!same) {
            findings.add("after image kind \"" + kind + "\" a good image has other sources");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 110 ? text : text.substring(0, 110) + "…";
    }

    private Outcome<ImageWorkers.Summary> difference(WorkerPool pool, ImageKind kind, String name)
            throws IOException, InterruptedException {
        var work = Files.createDirectories(folder.resolve(name).resolve("work"));
        var snaps = new ArrayList<Path>();
        for (var snap : kind.snaps()) {
            var file = folder.resolve(name).resolve("snap" + snaps.size() + ".fits");
            snaps.add(Files.write(file, snap));
        }
        var template = folder.resolve(name).resolve("template.fits");
        Files.write(template, kind.template());
        var request =
                new ImageWorkers.Request(1, 4, "r", snaps, List.of(template), List.of(), work);
        return pool.difference(request, Deadline.in(DEADLINE));
    }

    /** Those of a good image; nothing when it failed. */
    private byte[] sources(String name) throws IOException {
        var file = folder.resolve(name).resolve("work").resolve("diaSources.csv");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
