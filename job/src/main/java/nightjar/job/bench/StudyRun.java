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
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Extras;
import nightjar.imaging.Progress;

/**
 * What the engine made of a simulated pair.
 *
 * @param truth rows of truth.json
 * @param detections rows of detections.csv
 * @param sources rows of diaSources.csv
 * @param summary the engine's
 * @param difference its file, as long as the pair's are there
 */
record StudyRun(
        JsonNode truth,
        List<Map<String, String>> detections,
        List<Map<String, String>> sources,
        JsonNode summary,
        Path difference) {

    static StudyRun of(StudyFiles files) throws IOException {
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
        return new StudyRun(
                new ObjectMapper().readTree(files.truth().toFile()),
                table(work.resolve("detections.csv")),
                table(work.resolve("diaSources.csv")),
                summary.orElseThrow(),
                work.resolve("difference.fits"));
    }

    /** Rows of a table by the names in its first line; lines that begin with # are left out. */
    static List<Map<String, String>> table(Path file) throws IOException {
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
