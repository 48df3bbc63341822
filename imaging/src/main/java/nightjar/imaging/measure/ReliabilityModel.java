// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The weights of {@link Reliability}: a generalised additive model (Hastie and Tibshirani 1986,
 * Statistical Science 1, 297) whose curves are monotone, since what each {@link Feature} means is
 * known beforehand. {@code ./nightjar bench reliability} fits it on simulated skies.
 *
 * @param origin what it was fitted on, in words
 * @param bias of the sum
 * @param curves what each feature adds to it
 */
public record ReliabilityModel(String origin, double bias, Map<Feature, Curve> curves) {
    private static final String RESOURCE = "reliability.json";

    /** Of a feature that is younger than the fit. */
    private static final Curve SILENT = new Curve(List.of(0.0), List.of(0.0));

    private static final ReliabilityModel FITTED = resource();

    public ReliabilityModel {
        curves = Map.copyOf(curves);
        for (Feature f : Feature.values()) {
            if (!curves.containsKey(f)) {
                throw new IllegalArgumentException("no curve of " + f.word());
            }
        }
    }

    /** The one that is used. */
    public static ReliabilityModel fitted() {
        return FITTED;
    }

    /** What a feature adds to the sum. */
    double say(Feature feature, double value) {
        return curve(feature).at(value);
    }

    /**
     * How much less than of a good source: all that rises is at its most, all that falls at 0. What
     * falls may say still more for a source, as a misfit does that great brightness hides.
     */
    double missing(Feature feature, double value) {
        Curve curve = curve(feature);
        double good = feature.rises() ? curve.most() : curve.at(0);
        return good - curve.at(value);
    }

    Curve curve(Feature feature) {
        Curve curve = curves.get(feature);
        if (curve == null) {
            throw new IllegalStateException("no curve of " + feature.word());
        }
        return curve;
    }

    private static ReliabilityModel resource() {
        try (var in = ReliabilityModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return of(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #json} wrote. */
    public static ReliabilityModel of(JsonNode json) {
        var curves = new EnumMap<Feature, Curve>(Feature.class);
        for (Feature f : Feature.values()) {
            JsonNode curve = json.path("curves").path(key(f));
            curves.put(
                    f,
                    curve.isMissingNode()
                            ? SILENT
                            : new Curve(reals(curve.path("knots")), reals(curve.path("heights"))));
        }
        return new ReliabilityModel(
                json.path("origin").asText(), json.path("bias").asDouble(), curves);
    }

    private static List<Double> reals(JsonNode array) {
        var out = new ArrayList<Double>();
        array.forEach(v -> out.add(v.asDouble()));
        return out;
    }

    /** As the resource holds it. */
    public ObjectNode json() {
        var json = new ObjectMapper().createObjectNode();
        json.put("origin", origin).put("bias", bias);
        var all = json.putObject("curves");
        for (Feature f : Feature.values()) {
            var one = all.putObject(key(f));
            curve(f).knots().forEach(one.putArray("knots")::add);
            curve(f).heights().forEach(one.putArray("heights")::add);
        }
        return json;
    }

    private static String key(Feature feature) {
        return feature.name().toLowerCase(Locale.ROOT);
    }
}
