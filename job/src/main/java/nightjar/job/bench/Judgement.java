// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.imaging.measure.Reliability;
import nightjar.imaging.measure.ReliabilityModel;

/**
 * A detection, and how a model judged it that has not seen its sky.
 *
 * @param reliability 0 to 1
 */
record Judgement(LabelledDetection detection, double reliability) {
    private static final int FOLDS = 5;

    /** Judges every detection by a model fitted on the other skies: a fifth of the seeds a time. */
    static List<Judgement> crossValidated(List<LabelledDetection> sample) {
        var out = new ArrayList<Judgement>();
        List<Long> seeds = sample.stream().map(d -> d.pair().seed()).distinct().sorted().toList();
        for (int fold = 0; fold < Math.min(FOLDS, seeds.size()); fold++) {
            int k = fold;
            var left = sample.stream().filter(d -> seeds.indexOf(d.pair().seed()) % FOLDS == k);
            var rest = sample.stream().filter(d -> seeds.indexOf(d.pair().seed()) % FOLDS != k);
            out.addAll(by(AdditiveFit.of(rest.toList(), ""), left.toList()));
        }
        return out;
    }

    /** Judges by one model. */
    static List<Judgement> by(ReliabilityModel model, List<LabelledDetection> sample) {
        return sample.stream()
                .map(d -> new Judgement(d, Reliability.of(d.features(), model).value()))
                .toList();
    }

    /** The reliability above which there are so many false ones per square degree. */
    static double cut(List<Judgement> all, double falsePerDeg2) {
        double area =
                all.stream()
                        .map(j -> j.detection.pair())
                        .distinct()
                        .mapToDouble(LabelledDetection.Pair::squareDegrees)
                        .sum();
        var wrong =
                all.stream()
                        .filter(j -> !j.detection.isReal())
                        .map(Judgement::reliability)
                        .sorted(Comparator.reverseOrder())
                        .toList();
        int allowed = (int) Math.min(wrong.size() - 1, Math.floor(falsePerDeg2 * area));
        return wrong.get(Math.max(0, allowed));
    }

    /** Of each seeing, in their order. */
    static Map<Double, List<Judgement>> bySeeing(List<Judgement> all) {
        var out = new LinkedHashMap<Double, List<Judgement>>();
        all.stream()
                .sorted(Comparator.comparingDouble(j -> j.detection.pair().seeing()))
                .forEach(
                        j ->
                                out.computeIfAbsent(
                                                j.detection.pair().seeing(), s -> new ArrayList<>())
                                        .add(j));
        return out;
    }
}
