// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was measured of one detection to judge it by.
 *
 * @param values of every feature, all finite
 */
public record Features(Map<Feature, Double> values) {
    /** Head of the columns that {@link #csv} makes. */
    public static final String COLUMNS =
            Arrays.stream(Feature.values()).map(Feature::word).collect(Collectors.joining(","));

    public Features {
        values = Map.copyOf(values);
    }

    /** Of one feature. */
    public double of(Feature feature) {
        return values.getOrDefault(feature, 0.0);
    }

    /** The values in the order of {@link Feature}, rounded to what the judgement needs. */
    public String csv() {
        return Arrays.stream(Feature.values())
                .map(f -> Float.toString((float) of(f)))
                .collect(Collectors.joining(","));
    }

    /** Collects them one by one. */
    static final class Builder {
        private final Map<Feature, Double> values = new EnumMap<>(Feature.class);

        Builder set(Feature feature, double value, double least, double most) {
            // what cannot be measured speaks neither for nor, much, against
            double known = Double.isNaN(value) ? (feature.rises() ? least : most) : value;
            values.put(feature, Math.min(most, Math.max(least, known)));
            return this;
        }

        Features build() {
            return new Features(values);
        }
    }
}
