// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.fits.RawHdu;
import nightjar.imaging.inject.Injection;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.scene.Observed;
import nightjar.imaging.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine on made-up skies whose truth is known. */
class SyntheticSceneTest {
    private static final double NANOJANSKY = Math.pow(10, -0.4 * (30.5 - 31.4));

    private final Path folder;

    SyntheticSceneTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static ObjectNode difference(Path work, List<Path> science, Path template) {
        var request =
                new DifferenceRequest(
                        work,
                        1,
                        4,
                        "r",
                        science.stream().map(DifferenceRequest.Snap::of).toList(),
                        List.of(template));
        return DifferenceEngine.difference(request, Progress.SILENT)
                .fold(s -> s, (cause, detail) -> fail(cause + " " + detail));
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.get(name));
    }

    private static boolean at(Map<String, String> row, double x, double y) {
        return Math.hypot(number(row, "x") - x, number(row, "y") - y) < 2.5;
    }

    @Test
    void aZeroPointThatNoTelescopeHasIsNone() throws IOException {
        var o = Observed.of(101, 320, folder);
        for (var file : List.of(o.raw, o.template)) {
            var text = Files.readString(file, ISO_8859_1);
            int at = text.indexOf("MAGZERO =") + 10;
            var changed = text.substring(0, at) + "%20s".formatted("1E9") + text.substring(at + 20);
            Files.writeString(file, changed, ISO_8859_1);
        }

        ObjectNode summary = difference(o.work, List.of(o.raw), o.template);

        assertThat(summary.path("flags").toString()).contains("UNCALIBRATED");
    }

    @Test
    void transientsAreFoundWithTheirFluxesAndLittleElse() throws IOException {
        long seed = 101;
        var o = Observed.of(seed, 640, folder);
        ObjectNode summary = difference(o.work, List.of(o.raw), o.template);
        List<Map<String, String>> rows = Observed.rows(o.work);

        var pulls = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        int wanted = 0;
        int found = 0;
        int matched = 0;
        for (Scene.Transient t : o.scene.transients) {
            boolean clear =
                    o.science.trueSnr(t.x(), t.y(), t.flux()) >= 10
                            && o.science.maskedFraction(t.x(), t.y()) < 0.1;
            wanted += clear ? 1 : 0;
            for (Map<String, String> row : rows) {
                if (at(row, t.x(), t.y())) {
                    matched++;
                    found += clear ? 1 : 0;
                    double truth = t.flux() / 1.6 * NANOJANSKY;
                    pulls.add((number(row, "psfFlux") - truth) / number(row, "psfFluxErr"));
                    ratios.add(number(row, "psfFlux") / truth);
                    assertThat(number(row, "scienceFlux")).isPositive();
                }
            }
        }
        String told = "seed " + seed + " " + summary;
        assertThat(wanted).as(told).isGreaterThan(8);
        assertThat(found).as(told).isEqualTo(wanted);
        assertThat(rows.size() - matched).as("false sources, " + told).isLessThanOrEqualTo(1);
        double bias = Statistics.median(toArray(ratios));
        assertThat(bias).as("flux ratio, " + told).isCloseTo(1, within(0.04));
        assertThat(Statistics.robustSigma(toArray(pulls))).as(told).isBetween(0.4, 1.9);
        assertThat(summary.path("convolved").asText()).isEqualTo("template");
        assertThat(summary.path("fwhmScience").asDouble()).isCloseTo(4.75, within(0.25));
        assertThat(summary.path("varianceFactor").asDouble()).isCloseTo(1, within(0.15));
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void theVarianceDescribesTheScatterOfTheDifference() throws Exception {
        var o = Observed.of(102, 512, folder);
        difference(o.work, List.of(o.raw), o.template);
        List<RawHdu> hdus =
                FitsReader.readAll(o.work.resolve("difference.fits"), MemoryBudget.ofHeap());
        float[] d = hdus.get(1).plane().pixels;
        float[] v = hdus.get(3).plane().pixels;
        float[] m = hdus.get(2).plane().pixels;
        float[] chi = new float[d.length];
        int n = 0;
        for (int i = 0; i < d.length; i++) {
            if (((int) m[i] & (Mask.UNUSABLE | Mask.EDGE)) == 0) {
                chi[n++] = (float) (d[i] / Math.sqrt(v[i]));
            }
        }
        assertThat(n).isGreaterThan(d.length / 2);
        assertThat(Statistics.robustSigma(chi, n)).isCloseTo(1, within(0.05));
    }

    @Test
    void whenTheTemplateIsTheBlurredOneTheScienceImageIsConvolved() throws IOException {
        var o = Observed.of(103, 512, folder, 3.8, 4.8, false);
        ObjectNode summary = difference(o.work, List.of(o.raw), o.template);
        List<Map<String, String>> rows = Observed.rows(o.work);

        assertThat(summary.path("convolved").asText()).isEqualTo("science");
        int wanted = 0;
        int found = 0;
        for (Scene.Transient t : o.scene.transients) {
            boolean clear =
                    o.science.trueSnr(t.x(), t.y(), t.flux()) >= 10
                            && o.science.maskedFraction(t.x(), t.y()) < 0.1;
            wanted += clear ? 1 : 0;
            found += clear && rows.stream().anyMatch(r -> at(r, t.x(), t.y())) ? 1 : 0;
        }
        // one of these is four pixels from a star twenty times brighter than itself
        assertThat(wanted).isGreaterThan(6);
        assertThat(found).isGreaterThanOrEqualTo(wanted - 1);
        assertThat(rows).hasSizeLessThanOrEqualTo(o.scene.transients.size() + 2);
    }

    @Test
    void withScienceAndTemplateSwappedEverySignTurns() throws IOException {
        var o = Observed.of(104, 512, folder, 3.8, 4.8, false);
        Path other = Files.createDirectories(folder.resolve("swapped"));
        difference(o.work, List.of(o.raw), o.template);
        List<Map<String, String>> straight = Observed.rows(o.work);

        difference(other, List.of(o.template), o.raw);
        List<Map<String, String>> swapped = Observed.rows(other);

        assertThat(straight).isNotEmpty();
        assertThat(straight).filteredOn(r -> "true".equals(r.get("isNegative"))).isEmpty();
        var bright = straight.stream().filter(r -> number(r, "snr") > 20).toList();
        assertThat(bright).isNotEmpty();
        for (Map<String, String> row : bright) {
            assertThat(swapped)
                    .anyMatch(
                            r ->
                                    "true".equals(r.get("isNegative"))
                                            && Math.abs(number(r, "ra") - number(row, "ra")) < 2e-4
                                            && Math.abs(number(r, "dec") - number(row, "dec"))
                                                    < 2e-4);
        }
    }

    /** The template is the blurred one of the swapped pair: what is gone lives in its light. */
    @Test
    void aSourceThatIsGoneHasTheFluxOfOneThatCame() throws IOException {
        var o = Observed.of(101, 640, folder);
        Path other = Files.createDirectories(folder.resolve("swapped"));
        difference(o.work, List.of(o.raw), o.template);
        ObjectNode swapped = difference(other, List.of(o.template), o.raw);

        assertThat(swapped.path("convolved").asText()).isEqualTo("science");
        List<Map<String, String>> gone = Observed.rows(other);
        double came = 0;
        double went = 0;
        int pairs = 0;
        for (Map<String, String> row : Observed.rows(o.work)) {
            for (Map<String, String> r : gone) {
                double away =
                        Math.hypot(
                                number(r, "ra") - number(row, "ra"),
                                number(r, "dec") - number(row, "dec"));
                if (away < 2e-4 && number(row, "snr") > 20) {
                    came += number(row, "psfFlux");
                    went -= number(r, "psfFlux");
                    pairs++;
                }
            }
        }
        assertThat(pairs).isGreaterThan(4);
        // all their light, since single ones scatter by some percent
        assertThat(went / came).isCloseTo(1, within(0.01));
    }

    @Test
    void nothingIsLearntFromInjectedSources() throws IOException {
        var o = Observed.of(107, 384, folder);
        ObjectNode plain = difference(o.work, List.of(o.raw), o.template);
        var injection = Optional.of(new Injection(List.of(), List.of(), 40));
        var extras = new Extras(false, false, false, injection, false);
        var snaps = List.of(DifferenceRequest.Snap.of(o.raw));
        var request = new DifferenceRequest(o.work, 1, 4, "r", snaps, List.of(o.template), extras);

        ObjectNode injected =
                DifferenceEngine.difference(request, Progress.SILENT)
                        .fold(s -> s, (cause, detail) -> fail(cause + " " + detail));

        assertThat(injected.path("injection").path("injected").asInt()).isEqualTo(40);
        assertThat(plain.path("kernelStamps").asInt()).isPositive();
        assertThat(injected.path("kernelStamps").asInt())
                .isLessThanOrEqualTo(plain.path("kernelStamps").asInt());
    }

    @Test
    void aSatelliteTrailIsOneRowWithALongBox() throws IOException {
        var o = Observed.of(105, 512, folder, 4.75, 3.75, true);
        difference(o.work, List.of(o.raw), o.template);

        List<Map<String, String>> rows = Observed.rows(o.work);
        var trails = rows.stream().filter(r -> number(r, "trailNdata") > 0).toList();

        assertThat(trails).hasSize(1);
        assertThat(number(trails.get(0), "trailLength")).isCloseTo(113, within(4.0));
        assertThat(trails.get(0).get("pixelFlags_streakCenter")).isEqualTo("true");
        assertThat(number(trails.get(0), "bboxSize")).isGreaterThan(500);
        // 250 e per pixel of length
        double flux = 250 * 566 / 1.6 * NANOJANSKY;
        assertThat(number(trails.get(0), "trailFlux")).isCloseTo(flux, within(0.15 * flux));
        assertThat(rows.size()).isLessThan(o.scene.transients.size() + 4);
        assertThat(Files.readAllLines(o.work.resolve("footprints.csv"))).hasSize(rows.size() + 1);
        assertThat(Files.readAllLines(o.work.resolve("cutouts.csv"))).hasSize(rows.size() + 1);
    }

    @Test
    void twoSnapsAreCombinedWithoutTheirCosmicRays() throws IOException {
        var o = Observed.of(106, 384, folder);
        Path second = folder.resolve("second.fits");
        o.science.writeRaw(second, o.scene.wcs, 12, 0);

        ObjectNode summary = difference(o.work, List.of(o.raw, second), o.template);

        assertThat(summary.path("exposureSeconds").asDouble()).isEqualTo(60);
        List<Map<String, String>> rows = Observed.rows(o.work);
        for (Map<String, String> row : rows) {
            assertThat(o.scene.transients)
                    .as("%s %s", row.get("x"), row.get("y"))
                    .anyMatch(t -> at(row, t.x(), t.y()));
        }
    }
}
