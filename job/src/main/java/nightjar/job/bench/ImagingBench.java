// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nightjar.connectors.worker.NativeWorker;
import nightjar.connectors.worker.NewestJava;
import nightjar.imaging.command.Timed;
import nightjar.imaging.pixels.Kernels;
import nightjar.job.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long one detector takes. */
@Command(
        name = "imaging",
        mixinStandardHelpOptions = true,
        description = {
            "One detector from files to files, as the image worker does it (the settings are those "
                    + "of the quality table; there is one operating point), on every JDK found: the first "
                    + "call of a Java, and the median of the later ones. Core-seconds are those of the whole "
                    + "process, its compiler and its collector included; on a busy machine only they count.",
            "A Java whose kernels are of the Vector API is timed with plain ones, too. Threads 2 x 1 is "
                    + "two detectors at once, a core for each, as a machine full of workers does it. Difference "
                    + "alone (kernel fitted, template convolved, subtracted) is the stage match; source-extractor "
                    + "and SWarp are timed when they are installed."
        })
final class ImagingBench implements Callable<Integer> {
    private static final double SEEING_ARCSEC = 0.95;
    private static final int EXPOSURES = 8;
    private static final String SCALAR = "scalar";
    private static final int EVERY_CORE = 2;

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
            defaultValue = "1536",
            description = "MiB of each Java (default ${DEFAULT-VALUE})")
    int heapMiB;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the simulated sky (default ${DEFAULT-VALUE})")
    long seed;

    @Mixin ReportFile json = new ReportFile();

    @Override
    public Integer call() throws Exception {
        json.require();
        System.out.println(Machine.describe());
        System.out.println(ImagingRun.head());
        var runs = new ArrayList<ImagingRun>();
        var peers = new ArrayList<ImagingPeers.PeerRun>();
        var installed = ImagingPeers.in(ImagingPeers.path());
        for (int size : sizes) {
            try (var files = StudyFiles.make(seed, size, SEEING_ARCSEC, EXPOSURES)) {
                for (Path java : FoundJdks.launchers()) {
                    var measured = measure(java, size, files);
                    measured.forEach(run -> System.out.println(run.line()));
                    runs.addAll(measured);
                }
                for (var peer : installed) {
                    var timed = peer.timed(size, files);
                    System.out.println(timed.line());
                    peers.add(timed);
                }
            }
        }
        if (installed.size() < 2) {
            System.out.println(
                    "of source-extractor and SWarp, which would be timed, too, installed: "
                            + installed.stream().map(ImagingPeers::name).toList());
        }
        var root = Machine.result();
        root.put("heapMiB", heapMiB).put("seed", seed).put("seeing", SEEING_ARCSEC);
        runs.forEach(root.withArray("runs")::addPOJO);
        peers.forEach(root.withArray("peers")::addPOJO);
        json.write(root);
        return 0;
    }

    /**
     * With every core and the kernels that the engine would take; plain ones, too, where those are
     * others; and two detectors at once, a core for each.
     */
    private List<ImagingRun> measure(Path java, int size, StudyFiles files) throws Exception {
        var runs = new ArrayList<>(measure(java, size, files, List.of(), EVERY_CORE, 1));
        if (!runs.get(0).kernels().equals(SCALAR)) {
            var plain = List.of("-D" + Kernels.PROPERTY + "=" + SCALAR);
            runs.addAll(measure(java, size, files, plain, EVERY_CORE, 1));
        }
        runs.addAll(measure(java, size, files, List.of(), 1, 2));
        return runs;
    }

    private List<ImagingRun> measure(
            Path java, int size, StudyFiles files, List<String> options, int threads, int detectors)
            throws Exception {
        var beside = Executors.newFixedThreadPool(detectors);
        try {
            var tasks = new ArrayList<Callable<List<String>>>();
            for (int d = 0; d < detectors; d++) {
                Path work = files.folder().resolve("work" + d);
                tasks.add(() -> run(java, files, options, work, threads));
            }
            List<ImagingRun> slowest = List.of();
            for (var lines : beside.invokeAll(tasks)) {
                var runs = coldAndWarm(size, detectors, lines.get());
                boolean isSlower = slowest.isEmpty() || last(runs) > last(slowest);
                slowest = isSlower ? runs : slowest;
            }
            return slowest;
        } finally {
            beside.shutdownNow();
        }
    }

    private static double last(List<ImagingRun> runs) {
        return runs.get(runs.size() - 1).total();
    }

    private List<String> run(
            Path java, StudyFiles files, List<String> options, Path work, int threads)
            throws IOException, InterruptedException {
        var all = new ArrayList<String>();
        Path home = java.resolveSibling("..").normalize();
        var known = NewestJava.at(home).orElseThrow(() -> new IOException("no Java at " + home));
        all.addAll(NativeWorker.options(known, heapMiB));
        all.addAll(options);
        return StudyFiles.run(
                java,
                all,
                Timed.class.getName(),
                files.raw().toString(),
                files.template().toString(),
                work.toString(),
                Integer.toString(Math.max(1, times)),
                Integer.toString(threads));
    }

    /** The cold call, and of the warm ones the one of the median time. */
    private static List<ImagingRun> coldAndWarm(int size, int detectors, List<String> lines)
            throws IOException {
        var mapper = new ObjectMapper();
        var all = new ArrayList<ImagingRun>();
        for (String line : lines) {
            JsonNode summary = mapper.readTree(line);
            all.add(ImagingRun.of(size, all.isEmpty() ? "cold" : "warm", detectors, summary));
        }
        var warm = new ArrayList<>(all.subList(1, all.size()));
        warm.sort(Comparator.comparingDouble(ImagingRun::total));
        return warm.isEmpty() ? all : List.of(all.get(0), warm.get(warm.size() / 2));
    }
}
