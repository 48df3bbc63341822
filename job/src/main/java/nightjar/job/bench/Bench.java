// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nightjar.job.LastWord;
import nightjar.job.ReportFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Benches, by name. */
@Command(
        name = "./nightjar bench",
        subcommands = {
            Bench.Stream.class,
            AlertsBench.class,
            ImagingBench.class,
            QualityBench.class,
            ReliabilityBench.class,
            ReplayBench.class,
            CheckpointsBench.class,
            CommandLine.HelpCommand.class
        },
        description = "Measures, and prints the machine with the figures.")
public final class Bench {

    public static void main(String[] args) {
        System.exit(run(args, System.err));
    }

    static int run(String[] args, PrintStream err) {
        return new CommandLine(new Bench())
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) ->
                                LastWord.of(
                                        "nightjar bench",
                                        () -> {
                                            throw failure;
                                        },
                                        err))
                .execute(args);
    }

    /** The whole job without pixels. */
    @Command(
            name = "stream",
            mixinStandardHelpOptions = true,
            description = {
                "The whole job with real Kafka and a stubbed image pipeline (5 sources a detector).",
                "In bursts as a camera makes them (189 notifications within 2 s), and flat out."
            })
    static final class Stream implements java.util.concurrent.Callable<Integer> {

        @Option(
                names = "--warm-up",
                defaultValue = "8",
                description = "visits before anything is measured (default ${DEFAULT-VALUE})")
        int warmUp;

        @Option(
                names = "--bursts",
                defaultValue = "3",
                description = "visits in bursts (default ${DEFAULT-VALUE})")
        int bursts;

        @Option(
                names = "--every",
                defaultValue = "37",
                description = "seconds between bursts (default ${DEFAULT-VALUE})")
        int every;

        @Option(
                names = "--flat",
                defaultValue = "10",
                description = "visits flat out (default ${DEFAULT-VALUE})")
        int flat;

        @Option(
                names = "--only",
                defaultValue = "",
                description = "only runs whose name contains this, e.g. in-memory")
        String only = "";

        @Mixin ReportFile json = new ReportFile();

        @Override
        public Integer call() throws Exception {
            json.require();
            System.out.println(Machine.describe());
            var load = new StreamBench.Load(warmUp, bursts, every, flat);
            var figures = new ArrayList<BenchFigure>();
            try (var bench = StreamBench.open(line -> System.out.println(line))) {
                for (var run : BenchRun.all()) {
                    if (run.name().contains(only)) {
                        var measured = bench.measure(run, load);
                        measured.forEach(figure -> System.out.println("  " + row(figure)));
                        figures.addAll(measured);
                    }
                }
            }
            table(figures).forEach(System.out::println);
            var root = Machine.result();
            figures.forEach(root.withArray("runs")::addPOJO);
            json.write(root);
            return figures.stream().anyMatch(f -> f.missing() > 0) ? 1 : 0;
        }

        private static String row(BenchFigure f) {
            return String.format(
                    Locale.ROOT,
                    "%-14s %-10s %-6s %15d %7.1f %8.0f %8.0f %8d",
                    f.mode(),
                    f.apdb(),
                    f.load(),
                    f.visitDetectors(),
                    f.sustainedPerSecond(),
                    f.p50Ms(),
                    f.p99Ms(),
                    f.missing());
        }

        private static List<String> table(List<BenchFigure> figures) {
            var lines = new ArrayList<String>();
            lines.add("");
            lines.add(
                    "mode           apdb       load   visit-detectors   /s      p50 ms   p99 ms  missing");
            figures.forEach(figure -> lines.add(row(figure)));
            return lines;
        }
    }
}
