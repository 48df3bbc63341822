// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import nightjar.imaging.measure.Feature;
import nightjar.imaging.measure.Features;
import nightjar.imaging.measure.Reliability;
import org.junit.jupiter.api.Test;

class AdditiveFitTest {
    private static final long SEED = 7;

    private final Random random = new Random(SEED);

    /** Sharp is false; the significance, which ought to speak for it, speaks against it here. */
    private LabelledDetection detection(boolean isReal, long sky) {
        var values = new EnumMap<Feature, Double>(Feature.class);
        for (Feature f : Feature.values()) {
            values.put(f, random.nextDouble());
        }
        values.put(Feature.SHARPNESS, (isReal ? 0 : 1) + 0.4 * random.nextGaussian());
        values.put(Feature.SIGNIFICANCE, (isReal ? 0 : 1) + random.nextDouble());
        var pair = new LabelledDetection.Pair(sky, 1024, 0.95, 8);
        return new LabelledDetection(pair, 6, isReal ? 8 : 0, new Features(values));
    }

    private List<LabelledDetection> sample(int n) {
        var out = new ArrayList<LabelledDetection>();
        for (int i = 0; i < n; i++) {
            out.add(detection(i % 2 == 0, i % 10));
        }
        return out;
    }

    @Test
    void whatTellsThemApartIsLearntAndNothingIsReadAgainstItsMeaning() {
        var model = AdditiveFit.of(sample(600), "a test");

        var unseen = sample(400);
        long right =
                unseen.stream()
                        .filter(
                                d ->
                                        Reliability.of(d.features(), model).value() > 0.5
                                                == d.isReal())
                        .count();
        assertThat(right).as("seed " + SEED).isGreaterThan(340);
        assertThat(model.curves().get(Feature.SIGNIFICANCE))
                .satisfies(curve -> assertThat(curve.most()).isLessThan(0.05));
    }

    @Test
    void theSameSampleGivesTheSameModel() {
        var sample = sample(200);

        assertThat(AdditiveFit.of(sample, "x")).isEqualTo(AdditiveFit.of(sample, "x"));
    }

    @Test
    void everyDetectionIsJudgedOnceByAModelThatHasNotSeenItsSky() {
        var sample = sample(200);

        var judged = Judgement.crossValidated(sample);

        assertThat(judged.stream().map(Judgement::detection))
                .containsExactlyInAnyOrderElementsOf(sample);
    }

    @Test
    void theCutLeavesAsManyFalseOnesAsAllowed() {
        var judged = Judgement.crossValidated(sample(400));
        double area = 10 * new LabelledDetection.Pair(0, 1024, 0.95, 8).squareDegrees();

        double cut = Judgement.cut(judged, 20 / area + 1);

        assertThat(judged.stream().filter(j -> !j.detection().isReal() && j.reliability() > cut))
                .hasSize(20);
    }

    @Test
    void aRowOfTheTableIsReadAsItWasWritten() {
        var one = detection(true, 3);
        var names = LabelledDetection.COLUMNS.split(",", -1);
        var cells = one.csv().split(",", -1);
        var row = new HashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
        }

        assertThat(LabelledDetection.of(row).csv()).isEqualTo(one.csv());
    }

    @Test
    void aSampleOfOneKindIsRefused() {
        assertThatThrownBy(() -> AdditiveFit.of(List.of(detection(true, 1)), "x"))
                .hasMessageContaining("1 of 1 detections are real");
    }
}
