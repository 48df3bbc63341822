// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.detect.Detection;

/**
 * A detection and what became of it.
 *
 * @param fate "source", or why it is none: "insignificant", "on SAT", "reliability: sharpness" …
 * @param features when it was looked at
 * @param row when it is a source
 */
public record Judged(
        Detection detection, String fate, Optional<Features> features, Optional<SourceRow> row) {

    static Judged not(Detection detection, String why) {
        return new Judged(detection, why, Optional.empty(), Optional.empty());
    }

    /** The same, left out after all. */
    Judged instead(String why) {
        return new Judged(detection, why, features, Optional.empty());
    }

    /** Writes places (0-based pixels), scores, fates and features as a table. */
    public static void write(List<Judged> all, Path file) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("x,y,score,fate," + Features.COLUMNS);
        String unseen = ",".repeat(Feature.values().length - 1);
        for (Judged j : all) {
            Detection d = j.detection;
            String features = j.features.map(Features::csv).orElse(unseen);
            lines.add(
                    d.x() + "," + d.y() + "," + (float) d.score() + "," + j.fate + "," + features);
        }
        Files.write(file, lines);
    }
}
