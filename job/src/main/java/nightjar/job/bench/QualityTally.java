// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.imaging.pixels.Statistics;

/** Compares catalogues with the truth, image after image of one seeing. */
final class QualityTally {
    private static final double MATCH_PX = 3;

    /** A moving trail's light is spread: nothing within its band is judged. */
    private static final double TRAIL_ARCSEC = 12;

    private static final double CLEAN = 0.1;
    private static final double SQUARE_DEGREE_PX = Math.pow(3600 / 0.2, 2);
    private static final double THRESHOLD = 5;

    /**
     * From this true S/N on nearly all are found. Of fainter ones those are found that the noise
     * helped, and the scatter of half a distribution is too small.
     */
    private static final double UNSELECTED = 8;

    /** Whether something of that S/N was found. */
    private record Tried(double snr, boolean found) {}

    private final double seeing;
    private final List<Tried> raw = new ArrayList<>();
    private final List<Tried> kept = new ArrayList<>();
    private final List<Double> biases = new ArrayList<>();
    private final List<Double> fluxPulls = new ArrayList<>();
    private final List<Double> positionPulls = new ArrayList<>();
    private final Losses losses = new Losses();
    private double pixels;
    private double vetoed;
    private double floor;
    private int spuriousRaw;
    private int spurious;
    private int pairs;

    QualityTally(double seeing) {
        this.seeing = seeing;
    }

    /**
     * Adds one image.
     *
     * @param truth rows of truth.json
     * @param detections rows of detections.csv
     * @param sources rows of diaSources.csv
     * @param fwhmPx of the difference's PSF
     * @param area pixels of the image, and how many of them are vetoed
     */
    void add(
            JsonNode truth,
            List<Map<String, String>> detections,
            List<Map<String, String>> sources,
            double fwhmPx,
            long[] area) {
        pairs++;
        pixels += area[0];
        vetoed += area[1];
        floor += gaussianFloor(fwhmPx) * (area[0] - area[1]);
        for (JsonNode row : truth) {
            boolean clean = row.path("maskedFraction").asDouble() < CLEAN && !isOnTrail(row);
            if (clean && !row.path("kind").asText().equals("satellite")) {
                double snr = row.path("trueSnr").asDouble();
                raw.add(new Tried(snr, detections.stream().anyMatch(d -> near(d, row))));
                var match = sources.stream().filter(s -> near(s, row)).findFirst();
                kept.add(new Tried(snr, match.isPresent()));
                if (match.isEmpty()) {
                    losses.add(snr, fate(row, detections));
                }
                match.ifPresent(s -> compare(s, row));
            }
        }
        spuriousRaw += unknown(detections, truth);
        spurious += unknown(sources, truth);
    }

    /** What became of the nearest detection; there may be none. */
    private static String fate(JsonNode row, List<Map<String, String>> detections) {
        return detections.stream()
                .filter(d -> near(d, row))
                .map(d -> d.getOrDefault("fate", "?"))
                .filter(fate -> !fate.equals("source"))
                .findFirst()
                .orElse("not detected");
    }

    /** Why sources that ought to be found were not. */
    Losses losses() {
        return losses;
    }

    private static boolean isOnTrail(JsonNode row) {
        return row.path("trackArcsec").asDouble(1e9) < TRAIL_ARCSEC;
    }

    private static boolean near(Map<String, String> row, JsonNode truth) {
        return Math.hypot(
                        number(row, "x") - truth.path("x").asDouble(),
                        number(row, "y") - truth.path("y").asDouble())
                < MATCH_PX;
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.getOrDefault(name, "NaN"));
    }

    /** How many rows are nothing that was put there; trails have rows of their own. */
    private static int unknown(List<Map<String, String>> rows, JsonNode truth) {
        var places = new HashMap<Long, List<JsonNode>>();
        for (JsonNode t : truth) {
            places.computeIfAbsent(
                            cell(t.path("x").asDouble(), t.path("y").asDouble(), 0, 0),
                            k -> new ArrayList<>())
                    .add(t);
        }
        int n = 0;
        for (var row : rows) {
            boolean known = number(row, "trailNdata") > 0;
            for (int j = -1; j <= 1; j++) {
                for (int i = -1; i <= 1; i++) {
                    long key = cell(number(row, "x"), number(row, "y"), i, j);
                    known |=
                            places.getOrDefault(key, List.of()).stream()
                                    .anyMatch(t -> near(row, t));
                }
            }
            n += known ? 0 : 1;
        }
        return n;
    }

    private static long cell(double x, double y, int dx, int dy) {
        long column = (long) Math.floor(x / 16) + dx;
        long row = (long) Math.floor(y / 16) + dy;
        return column * 100_000 + row;
    }

    private void compare(Map<String, String> source, JsonNode truth) {
        double snr = truth.path("trueSnr").asDouble();
        if (snr < UNSELECTED) {
            return;
        }
        double flux = truth.path("fluxNJy").asDouble();
        double off = number(source, "psfFlux") - flux;
        fluxPulls.add(off / number(source, "psfFluxErr"));
        if (snr > 20) {
            biases.add(off / flux);
        }
        for (String axis : List.of("x", "y")) {
            double error = number(source, axis + "Err");
            if (error > 0.05) {
                positionPulls.add((number(source, axis) - truth.path(axis).asDouble()) / error);
            }
        }
    }

    /**
     * Maxima of filtered white noise above the threshold, both signs, per pixel: the expected
     * number of peaks of a Gaussian field in two dimensions, high up (Adler 1981, The Geometry of
     * Random Fields, 6.9), whose correlation is that of a Gaussian PSF with itself.
     */
    private static double gaussianFloor(double fwhmPx) {
        double sigma = fwhmPx / 2.3548;
        double u = THRESHOLD;
        double oneSign =
                Math.pow(2 * Math.PI, -1.5) / (2 * sigma * sigma) * u * Math.exp(-u * u / 2);
        return 2 * oneSign;
    }

    QualityRow row() {
        double squareDegrees = (pixels - vetoed) / SQUARE_DEGREE_PX;
        double[] off = array(biases);
        return new QualityRow(
                seeing,
                pairs,
                half(kept),
                half(raw),
                share(kept, 8, 10),
                share(kept, 10, Double.POSITIVE_INFINITY),
                spuriousRaw / squareDegrees,
                spurious / squareDegrees,
                floor / squareDegrees,
                vetoed / pixels,
                Statistics.median(off),
                Statistics.robustSigma(off),
                Statistics.robustSigma(array(fluxPulls)),
                Statistics.robustSigma(array(positionPulls)),
                off.length,
                fluxPulls.size());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double share(List<Tried> tried, double from, double to) {
        var in = tried.stream().filter(t -> t.snr >= from && t.snr < to).toList();
        return in.stream().filter(Tried::found).count() / (double) in.size();
    }

    /** The S/N that leaves the fewest found below it and missed above it. */
    private static double half(List<Tried> tried) {
        var sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(Tried::snr));
        long wrong = sorted.stream().filter(t -> !t.found).count();
        long least = wrong;
        double best = sorted.isEmpty() ? Double.NaN : sorted.get(0).snr;
        for (Tried t : sorted) {
            wrong += t.found ? 1 : -1;
            if (wrong < least) {
                least = wrong;
                best = t.snr;
            }
        }
        return best;
    }
}
