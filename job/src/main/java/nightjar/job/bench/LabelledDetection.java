// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nightjar.imaging.measure.Feature;
import nightjar.imaging.measure.Features;

/**
 * A detection on a simulated sky, and whether there is something.
 *
 * @param pair which one: seed, size, seeing, exposures of the template
 * @param score its peak in the score image
 * @param trueSnr of what is there; zero if it is nothing
 */
record LabelledDetection(Pair pair, double score, double trueSnr, Features features) {
    static final String COLUMNS = "seed,size,seeing,exposures,score,trueSnr," + Features.COLUMNS;

    private static final double MATCH_PX = 3;
    private static final double CLEAN = 0.1;
    private static final double TRAIL_ARCSEC = 12;
    private static final double DEGREE_PX = 3600 / 0.2;

    /** One simulated image and its template. */
    record Pair(long seed, int size, double seeing, int exposures) {
        double squareDegrees() {
            return Math.pow(size / DEGREE_PX, 2);
        }
    }

    boolean isReal() {
        return trueSnr > 0;
    }

    /**
     * One row of detections.csv with its label; none for what was not measured, and for what is
     * partly hidden or on a trail, and so neither.
     */
    static Optional<LabelledDetection> of(Pair pair, Map<String, String> row, JsonNode truth) {
        if (row.getOrDefault(Feature.SIGNIFICANCE.word(), "").isEmpty()) {
            return Optional.empty();
        }
        double snr = 0;
        for (JsonNode t : truth) {
            double dx = number(row, "x") - t.path("x").asDouble();
            double dy = number(row, "y") - t.path("y").asDouble();
            if (Math.hypot(dx, dy) < MATCH_PX) {
                boolean isClean =
                        t.path("maskedFraction").asDouble() < CLEAN
                                && t.path("trackArcsec").asDouble(1e9) >= TRAIL_ARCSEC;
                if (!isClean) {
                    return Optional.empty();
                }
                snr = Math.max(snr, t.path("trueSnr").asDouble());
            }
        }
        return Optional.of(new LabelledDetection(pair, number(row, "score"), snr, features(row)));
    }

    /** Reads a line that {@link #csv} wrote. */
    static LabelledDetection of(Map<String, String> row) {
        var pair =
                new Pair(
                        (long) number(row, "seed"),
                        (int) number(row, "size"),
                        number(row, "seeing"),
                        (int) number(row, "exposures"));
        return new LabelledDetection(
                pair, number(row, "score"), number(row, "trueSnr"), features(row));
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%d,%.2f,%.3f,%s",
                pair.seed,
                pair.size,
                pair.seeing,
                pair.exposures,
                score,
                trueSnr,
                features.csv());
    }

    private static Features features(Map<String, String> row) {
        var values = new EnumMap<Feature, Double>(Feature.class);
        for (Feature f : Feature.values()) {
            values.put(f, number(row, f.word()));
        }
        return new Features(values);
    }

    private static double number(Map<String, String> row, String name) {
        String text = row.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the table has no column " + name);
        }
        return Double.parseDouble(text);
    }
}
