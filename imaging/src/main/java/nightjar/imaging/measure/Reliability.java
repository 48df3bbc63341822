// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import static java.util.Comparator.comparingDouble;

import java.util.Arrays;

/**
 * How much a source looks like a point source that came or went, 0 to 1; from one half on it is
 * catalogued. The logistic function of a sum in which every feature has its own say.
 *
 * @param value 0 to 1
 * @param weakest the feature that speaks most against the source
 */
public record Reliability(double value, Feature weakest) {
    /** In ln of a significance: five percent of it. */
    private static final double ECHO = 0.05;

    /** Judges by what was measured. */
    public static Reliability of(Features features) {
        return of(features, ReliabilityModel.fitted());
    }

    /** Judges by a model of one's own. */
    public static Reliability of(Features features, ReliabilityModel model) {
        double sum = model.bias();
        // in the order of the features, which decides how the sum is rounded
        for (Feature f : Feature.values()) {
            sum += model.say(f, features.of(f));
        }
        Feature weakest =
                Arrays.stream(Feature.values())
                        .filter(f -> !isEcho(f, features))
                        .max(comparingDouble(f -> model.missing(f, features.of(f))))
                        .orElseThrow();
        return new Reliability(1 / (1 + Math.exp(-sum)), weakest);
    }

    /** Whether it says no more than the significance does: nothing bright is there. */
    private static boolean isEcho(Feature f, Features features) {
        return f.isSignificance()
                && f != Feature.SIGNIFICANCE
                && features.of(f) > features.of(Feature.SIGNIFICANCE) - ECHO;
    }
}
