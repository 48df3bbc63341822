// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nightjar.imaging.measure.ReliabilityModel;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits the reliability score on skies whose truth is known. */
@Command(
        name = "reliability",
        mixinStandardHelpOptions = true,
        description =
                "Differences simulated pairs and adds a row per detection to a table: its features, and "
                        + "whether there is something (--seeds). Fits the reliability on the table (--model), and "
                        + "tells what it keeps of skies that it was not fitted on.")
final class ReliabilityBench implements Callable<Integer> {
    @Option(names = "--table", required = true, paramLabel = "FILE", description = "the table")
    Path table = Path.of("");

    @Option(names = "--seeds", paramLabel = "A..B", description = "skies to make and add")
    Optional<String> seeds = Optional.empty();

    @Mixin SkyChoice skies = new SkyChoice();

    @Option(names = "--model", paramLabel = "FILE", description = "where to write what was fitted")
    Optional<Path> model = Optional.empty();

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "to be told in the model")
    Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--false",
            defaultValue = "120",
            description = "false sources per deg2 at a reliability of one half (${DEFAULT-VALUE})")
    double falsePerDeg2;

    @Mixin ReportFile json = new ReportFile();

    @Override
    public Integer call() throws Exception {
        json.require();
        System.out.println(Machine.describe());
        if (seeds.isPresent()) {
            add(Seeds.of(seeds.get()));
        }
        if (model.isPresent()) {
            fit(model.get());
        }
        return 0;
    }

    private void add(Seeds range) throws IOException, InterruptedException {
        if (!Files.exists(table)) {
            Files.writeString(table, LabelledDetection.COLUMNS + "\n");
        }
        for (long seed = range.first(); seed <= range.last(); seed++) {
            for (double seeing : skies.seeings) {
                var pair = new LabelledDetection.Pair(seed, skies.size, seeing, skies.exposures);
                try (var files = StudyFiles.make(seed, skies.size, seeing, skies.exposures)) {
                    var rows = rows(pair, StudyRun.of(files));
                    Files.write(table, rows, StandardOpenOption.APPEND);
                    System.out.println(pair + ": " + rows.size() + " detections");
                }
            }
        }
    }

    private static List<String> rows(LabelledDetection.Pair pair, StudyRun run) {
        return run.detections().stream()
                .flatMap(row -> LabelledDetection.of(pair, row, run.truth()).stream())
                .map(LabelledDetection::csv)
                .toList();
    }

    private void fit(Path to) throws IOException {
        if (!Files.exists(table)) {
            throw new ConfigurationException(
                    "--table " + table + " is not there: make it with --seeds A..B");
        }
        var sample = StudyRun.table(table).stream().map(LabelledDetection::of).toList();
        var unseen = Judgement.crossValidated(sample);
        double cut = Judgement.cut(unseen, falsePerDeg2);
        var rows = new ArrayList<ReliabilityRow>();
        System.out.println(ReliabilityRow.head());
        Judgement.bySeeing(unseen)
                .forEach((seeing, of) -> rows.add(ReliabilityRow.of(seeing, of, cut)));
        rows.forEach(row -> System.out.println(row.line()));
        var fitted = AdditiveFit.of(sample, origin(sample));
        double shift = Math.log(cut / (1 - cut));
        var moved = new ReliabilityModel(fitted.origin(), fitted.bias() - shift, fitted.curves());
        Files.writeString(to, pretty().writeValueAsString(moved.json()) + "\n");
        var root = Machine.result();
        root.put("origin", fitted.origin());
        rows.forEach(root.withArray("rows")::addPOJO);
        json.write(root);
    }

    private static ObjectWriter pretty() {
        return new ObjectMapper().writerWithDefaultPrettyPrinter();
    }

    private String origin(List<LabelledDetection> sample) {
        var seed = sample.stream().mapToLong(d -> d.pair().seed()).summaryStatistics();
        long pairs = sample.stream().map(LabelledDetection::pair).distinct().count();
        long real = sample.stream().filter(LabelledDetection::isReal).count();
        return String.format(
                Locale.ROOT,
                "%sbench reliability, seeds %d..%d, %d pairs, %d real and %d false detections,"
                        + " one half at %.0f false per deg2",
                date.map(d -> d + ": ").orElse(""),
                seed.getMin(),
                seed.getMax(),
                pairs,
                real,
                sample.size() - real,
                falsePerDeg2);
    }
}
