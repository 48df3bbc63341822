// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nightjar.model.Differenced;
import nightjar.model.ids.NameUuid;
import nightjar.model.port.Butler;
import nightjar.model.port.Plans;
import nightjar.model.time.Tai;

/**
 * The Butler writer's message of one visit-detector (lsst-dm/prompt_processing_butler_writer
 * a196b2b, message type pp-output) and the files that must lie in their final places before it is
 * sent. Everything is a function of the visit-detector: a repeated export names the same datasets.
 */
public final class ButlerRecords implements Butler {

    /** The namespace of daf_butler's dataset ids: name-based in DNS's for lsst.org. */
    private static final UUID DATASETS = UUID.fromString("840b31d9-05cd-5161-b2c8-00d32b280d0f");

    private static final Export NOTHING = new Export("", List.of());

    private final ButlerSettings settings;

    public ButlerRecords(ButlerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Export export(Differenced differenced) {
        return instrument(differenced.key().instrument())
                .filter(camera -> !settings.files().isEmpty())
                .map(camera -> export(Observed.of(differenced, camera)))
                .orElse(NOTHING);
    }

    private Optional<ButlerInstrument> instrument(String name) {
        return settings.instruments().stream()
                .filter(camera -> camera.name().equals(name))
                .findFirst();
    }

    private Export export(Observed observed) {
        var run = run(observed.differenced());
        var datasets = JsonNodeFactory.instance.arrayNode();
        var files = new ArrayList<Plans.Export>();
        for (var file : settings.files()) {
            var path = path(observed, file, run);
            dataset(datasets, observed, file, run, path);
            files.add(new Plans.Export(observed.differenced().product(), file.entry(), uri(path)));
        }
        var message = JsonNodeFactory.instance.objectNode().put("type", "pp-output");
        message.set("dimension_records", DimensionRecords.of(observed, settings.observations()));
        message.set("datasets", datasets);
        return new Export(message.toString(), files);
    }

    /** The moment of processing is that at which the visit was ready: it does not change again. */
    private String run(Differenced differenced) {
        var day = Tai.dayObs(Tai.mjdTaiOfUtcMillis(differenced.ready().readyMillis()));
        return RunNames.run(
                differenced.key().instrument(), day, settings.pipeline(), settings.deployment());
    }

    private static void dataset(
            ArrayNode datasets, Observed observed, ButlerFile file, String run, String path) {
        var key = observed.differenced().key();
        var dataset = datasets.addObject();
        ObjectNode ref =
                dataset.putObject("refs")
                        .putObject(datasetId(observed, file, run).toString())
                        .put("dataset_type_name", file.datasetType())
                        .put("run", run);
        ref.putObject("data_id")
                .put("instrument", key.instrument())
                .put("detector", key.detector())
                .put("visit", observed.visit());
        dataset.put("path", path).put("formatter", file.formatter());
    }

    /**
     * As daf_butler names reproducible datasets (DatasetIdFactory, mode DATAID_TYPE_RUN): dataset
     * type, run, then the required dimensions by name.
     */
    private static UUID datasetId(Observed observed, ButlerFile file, String run) {
        var key = observed.differenced().key();
        return NameUuid.v5(
                DATASETS,
                "dataset_type=%s,run=%s,detector=%d,instrument=%s,visit=%d"
                        .formatted(
                                file.datasetType(),
                                run,
                                key.detector(),
                                key.instrument(),
                                observed.visit()));
    }

    /** In the manner of daf_butler's default file template; any unique path would do. */
    private static String path(Observed observed, ButlerFile file, String run) {
        var key = observed.differenced().key();
        var band = observed.differenced().band();
        var filter = observed.filter().isEmpty() ? "unknown" : observed.filter();
        var detector =
                observed.instrument()
                        .detector(key.detector())
                        .map(ButlerDetector::fullName)
                        .orElse(Integer.toString(key.detector()));
        var folder =
                String.join(
                        "/",
                        run,
                        file.datasetType(),
                        Integer.toString(observed.dayObs()),
                        band,
                        filter,
                        Long.toString(observed.visit()));
        var name =
                String.join(
                        "_",
                        file.datasetType(),
                        key.instrument(),
                        band,
                        filter,
                        Observed.obsId(observed.first()).orElse(Long.toString(observed.visit())),
                        detector,
                        run.replace('/', '_'));
        return folder + "/" + name + file.extension();
    }

    private String uri(String path) {
        return settings.root().endsWith("/")
                ? settings.root() + path
                : settings.root() + "/" + path;
    }
}
