// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * What a Butler repository holds ready for a night, as the daily init job wrote it down
 * (sandbox/butler/manifest.py): {@code {"dayObs": "2026-11-20", "chains": {"<chain>": ["<run>",
 * …]}, "datasetTypes": {"<name>": {"storageClass": "…", "dimensions": ["…"]}}}}.
 *
 * @param dayObs the observing day it was made for
 * @param chains members of each chain of collections, by name
 * @param datasetTypes what is registered, by name
 */
record Manifest(
        String dayObs, Map<String, List<String>> chains, Map<String, Registered> datasetTypes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> DIMENSIONS = Set.of("instrument", "visit", "detector");

    /** What a visit tells by itself, so that a data id of ours may do without. */
    private static final Set<String> IMPLIED = Set.of("band", "day_obs", "physical_filter");

    /**
     * A registered dataset type.
     *
     * @param storageClass for instance ExposureF
     * @param dimensions for instance instrument, visit, detector
     */
    record Registered(String storageClass, Set<String> dimensions) {}

    Manifest {
        chains = Map.copyOf(chains);
        datasetTypes = Map.copyOf(datasetTypes);
    }

    static Outcome<Manifest> read(byte[] json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            return Outcome.lost(Loss.failed("it is no JSON"));
        }
        if (root == null || !root.path("datasetTypes").isObject()) {
            return Outcome.lost(Loss.failed("it has no object datasetTypes"));
        }
        var chains = new HashMap<String, List<String>>();
        root.path("chains")
                .properties()
                .forEach(chain -> chains.put(chain.getKey(), texts(chain.getValue())));
        var types = new HashMap<String, Registered>();
        root.path("datasetTypes")
                .properties()
                .forEach(type -> types.put(type.getKey(), registered(type.getValue())));
        return Outcome.done(new Manifest(root.path("dayObs").asText(""), chains, types));
    }

    private static Registered registered(JsonNode type) {
        return new Registered(
                type.path("storageClass").asText(""), Set.copyOf(texts(type.path("dimensions"))));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }

    /** Why a dataset of this type would be refused; empty when it would not. */
    Optional<String> refusal(ButlerFile file) {
        var type = datasetTypes.get(file.datasetType());
        if (type == null) {
            return Optional.of(
                    "dataset type %s is not registered: butler register-dataset-type REPO %s %s"
                                    .formatted(
                                            file.datasetType(),
                                            file.datasetType(),
                                            file.storageClass())
                            + " instrument visit detector");
        }
        var others = new TreeSet<>(type.dimensions());
        others.removeAll(DIMENSIONS);
        return type.dimensions().containsAll(DIMENSIONS) && IMPLIED.containsAll(others)
                ? Optional.empty()
                : Optional.of(
                        "dataset type %s is registered with dimensions %s, not %s"
                                .formatted(
                                        file.datasetType(),
                                        new TreeSet<>(type.dimensions()),
                                        new TreeSet<>(DIMENSIONS)));
    }

    /** What of the day's collections is not there yet; empty when all is. */
    List<String> missing(String instrument, LocalDate day, List<String> runs) {
        var missing = new ArrayList<String>();
        if (!dayObs.equals(day.toString())) {
            missing.add("it is of %s, and it is %s".formatted(dayObs, day));
        }
        var chain = RunNames.chain(instrument, day);
        var members = chains.get(chain);
        if (members == null) {
            missing.add("chain " + chain + " does not exist");
            return missing;
        }
        runs.stream()
                .filter(run -> !members.contains(run))
                .forEach(run -> missing.add("run " + run + " is not in chain " + chain));
        return missing;
    }
}
