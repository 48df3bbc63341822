// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import nightjar.job.ReportFile;
import nightjar.job.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a night takes to replay. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Records a night in memory (a virtual clock, images without pixels, 5 sources a "
                        + "detector) and replays it twice, which must say 'identical' and give the same bytes.")
final class ReplayBench implements Callable<Integer> {

    @Option(
            names = "--visits",
            defaultValue = "1000",
            description = "visits of the night (default ${DEFAULT-VALUE})")
    int visits;

    @Option(
            names = "--detectors",
            defaultValue = "9",
            description = "detectors, 1 to 189 (default ${DEFAULT-VALUE})")
    int detectors;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "which night (default ${DEFAULT-VALUE})")
    long seed;

    @Mixin ReportFile json = new ReportFile();

    @Override
    public Integer call() throws IOException {
        json.require();
        System.out.println(Machine.describe());
        var folder = Files.createTempDirectory("nightjar-night");
        try {
            return measure(folder);
        } finally {
            delete(folder);
        }
    }

    private int measure(Path folder) throws IOException {
        var night = folder.resolve("night");
        long began = System.nanoTime();
        long entries =
                new MemoryNight(folder.resolve("objects"), visits, detectors, seed)
                        .record(night, seed);
        System.out.printf(
                Locale.ROOT,
                "%d visits of %d detectors recorded in %.1f s: %d entries, %.1f MB%n",
                visits,
                detectors,
                (System.nanoTime() - began) / 1e9,
                entries,
                size(night) / 1e6);
        var first = folder.resolve("first.json");
        var second = folder.resolve("second.json");
        int once = replay(night, first);
        int again = replay(night, second);
        var one = new ObjectMapper().readTree(first.toFile());
        var other = new ObjectMapper().readTree(second.toFile());
        boolean same = one.path("output").equals(other.path("output"));
        System.out.println(same ? "both gave the same bytes" : "they gave different bytes");
        json.write(other);
        return once == 0 && again == 0 && same ? 0 : 1;
    }

    private static int replay(Path night, Path report) {
        return Replay.run(System.out, System.err, night.toString(), "--json", report.toString());
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
