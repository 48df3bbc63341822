// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Extras;
import nightjar.imaging.Progress;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.pixels.Mask;
import nightjar.job.ReportFile;
import nightjar.job.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How well the engine sees, against skies whose truth is known. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = {
            "Differences simulated pairs (stars, galaxies, hosts, variables, a satellite, cosmic",
            "rays, bad columns, saturation, turned and shifted templates) and compares with what",
            "was put in, in a row per seeing."
        })
final class QualityBench implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");
    private static final int VETO = Mask.UNUSABLE | Mask.EDGE | Mask.STREAK;

    @Option(names = "--seeds", required = true, paramLabel = "A..B", description = "skies to make")
    String seeds = "";

    @Option(
            names = "--size",
            defaultValue = "2048",
            description = "pixels along each side (default ${DEFAULT-VALUE})")
    int size;

    @Option(
            names = "--seeing",
            split = ",",
            defaultValue = "0.6,0.95,1.4",
            description = "FWHM in arcsec (default ${DEFAULT-VALUE})")
    List<Double> seeings = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures for machines")
    Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
        json.ifPresent(ReportFile::require);
        long[] range = range();
        System.out.println(Machine.describe());
        System.out.println(QualityRow.head());
        var rows = new ArrayList<QualityRow>();
        for (double seeing : seeings) {
            var tally = new QualityTally(seeing);
            for (long seed = range[0]; seed <= range[1]; seed++) {
                try (var files = StudyFiles.make(seed, size, seeing)) {
                    add(files, tally);
                }
            }
            System.out.println(tally.row().line());
            System.out.println(tally.losses());
            rows.add(tally.row());
        }
        if (json.isPresent()) {
            var mapper = new ObjectMapper();
            var root = mapper.createObjectNode();
            root.put("machine", Machine.describe()).put("seeds", seeds).put("size", size);
            rows.forEach(root.withArray("rows")::addPOJO);
            Files.writeString(
                    json.get(), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
        return 0;
    }

    private long[] range() {
        var match = RANGE.matcher(seeds);
        if (!match.matches()) {
            throw new ConfigurationException(
                    "--seeds " + seeds + ": give one number, or two as in 1..4");
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2) == null ? first : Long.parseLong(match.group(2));
        if (last < first) {
            throw new ConfigurationException("--seeds " + seeds + ": the last is below the first");
        }
        return new long[] {first, last};
    }

    private static void add(StudyFiles files, QualityTally tally) throws Exception {
        Path work = Files.createDirectories(files.folder().resolve("work"));
        var request =
                new DifferenceRequest(
                        work,
                        0,
                        0,
                        "",
                        List.of(DifferenceRequest.Snap.of(files.raw())),
                        List.of(files.template()),
                        new Extras(true, false, false, Optional.empty(), false));
        Optional<JsonNode> summary =
                DifferenceEngine.difference(request, Progress.SILENT)
                        .fold(
                                Optional::of,
                                (cause, detail) -> {
                                    throw new IllegalStateException(cause + ": " + detail);
                                });
        tally.add(
                new ObjectMapper().readTree(files.truth().toFile()),
                table(work.resolve("detections.csv")),
                table(work.resolve("diaSources.csv")),
                summary.orElseThrow().path("fwhmScience").asDouble(),
                area(work.resolve("difference.fits")));
    }

    /** Pixels in all, and those nothing can be found on. */
    private static long[] area(Path difference) throws Exception {
        var mask =
                FitsReader.readAll(difference, MemoryBudget.ofHeap()).stream()
                        .filter(hdu -> hdu.extension().equals("MASK"))
                        .findFirst()
                        .orElseThrow()
                        .plane();
        long vetoed = 0;
        for (float bits : mask.pixels) {
            vetoed += ((int) bits & VETO) != 0 ? 1 : 0;
        }
        return new long[] {mask.pixels.length, vetoed};
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
        var lines = Files.readAllLines(file).stream().filter(l -> !l.startsWith("#")).toList();
        var names = List.of(lines.get(0).split(",", -1));
        var rows = new ArrayList<Map<String, String>>();
        for (String line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            var row = new HashMap<String, String>();
            for (int i = 0; i < cells.length; i++) {
                row.put(names.get(i), cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
