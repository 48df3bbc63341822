// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.imaging.command.Timed;
import nightjar.job.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long one detector takes. */
@Command(
        name = "imaging",
        mixinStandardHelpOptions = true,
        description = {
            "One detector from files to files, as the image worker does it (the settings are those",
            "of the quality table; there is one operating point), on every JDK found: the first",
            "call of a Java, and the median of the later ones. Core-seconds are those of the whole",
            "process, its compiler and its collector included; on a busy machine only they count."
        })
final class ImagingBench implements Callable<Integer> {
    private static final double SEEING_ARCSEC = 0.95;
    private static final int EXPOSURES = 8;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "1024,2048,4096",
            description = "pixels along each side (default ${DEFAULT-VALUE})")
    List<Integer> sizes = List.of();

    @Option(
            names = "--times",
            defaultValue = "4",
            description = "calls in each Java, the cold one included (default ${DEFAULT-VALUE})")
    int times;

    @Option(
            names = "--heap",
            defaultValue = "1536m",
            description = "of each Java (default ${DEFAULT-VALUE})")
    String heap = "1536m";

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the simulated sky (default ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures for machines")
    Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
        json.ifPresent(ReportFile::require);
        System.out.println(Machine.describe());
        System.out.println(ImagingRun.head());
        var runs = new ArrayList<ImagingRun>();
        for (int size : sizes) {
            try (var files = StudyFiles.make(seed, size, SEEING_ARCSEC, EXPOSURES)) {
                for (Path java : FoundJdks.launchers()) {
                    var measured = measure(java, size, files);
                    measured.forEach(run -> System.out.println(run.line()));
                    runs.addAll(measured);
                }
            }
        }
        if (json.isPresent()) {
            var mapper = new ObjectMapper();
            var root = mapper.createObjectNode();
            root.put("machine", Machine.describe());
            root.put("heap", heap).put("seed", seed);
            runs.forEach(root.withArray("runs")::addPOJO);
            Files.writeString(
                    json.get(), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
        return 0;
    }

    /** The cold call, and of the warm ones the one of the median time. */
    private List<ImagingRun> measure(Path java, int size, StudyFiles files) throws Exception {
        var lines =
                StudyFiles.run(
                        java,
                        List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=1m"),
                        Timed.class.getName(),
                        files.raw().toString(),
                        files.template().toString(),
                        files.folder().resolve("work").toString(),
                        Integer.toString(Math.max(1, times)));
        var mapper = new ObjectMapper();
        var all = new ArrayList<ImagingRun>();
        for (String line : lines) {
            JsonNode summary = mapper.readTree(line);
            all.add(ImagingRun.of(size, all.isEmpty() ? "cold" : "warm", summary));
        }
        var warm = new ArrayList<>(all.subList(1, all.size()));
        warm.sort(Comparator.comparingDouble(ImagingRun::total));
        return warm.isEmpty() ? all : List.of(all.get(0), warm.get(warm.size() / 2));
    }
}
