// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import nightjar.model.ids.NameUuid;

/**
 * One dataset of the message: its id, its data id, and where its file lies.
 *
 * @param observed what it is of
 * @param file what it is
 * @param run the collection it is in
 */
record DatasetRecord(Observed observed, ButlerFile file, String run) {

    /** The namespace of daf_butler's dataset ids: name-based in DNS's for lsst.org. */
    private static final UUID DATASETS = UUID.fromString("840b31d9-05cd-5161-b2c8-00d32b280d0f");

    ObjectNode json() {
        var dataset = JsonNodeFactory.instance.objectNode();
        ObjectNode ref =
                dataset.putObject("refs")
                        .putObject(id().toString())
                        .put("dataset_type_name", file.datasetType())
                        .put("run", run);
        ref.putObject("data_id")
                .put("instrument", observed.instrument().name())
                .put("detector", detector())
                .put("visit", observed.visit());
        return dataset.put("path", path()).put("formatter", file.formatter());
    }

    private int detector() {
        return observed.differenced().key().detector();
    }

    /**
     * As daf_butler names reproducible datasets (DatasetIdFactory, mode DATAID_TYPE_RUN): dataset
     * type, run, then the required dimensions by name.
     */
    private UUID id() {
        return NameUuid.v5(
                DATASETS,
                "dataset_type=%s,run=%s,detector=%d,instrument=%s,visit=%d"
                        .formatted(
                                file.datasetType(),
                                run,
                                detector(),
                                observed.instrument().name(),
                                observed.visit()));
    }

    /** In the manner of daf_butler's default file template; any unique path would do. */
    String path() {
        var band = observed.differenced().band();
        var filter = observed.filter().isEmpty() ? "unknown" : observed.filter();
        var visit = Long.toString(observed.visit());
        var folder =
                String.join(
                        "/",
                        run,
                        file.datasetType(),
                        Integer.toString(observed.dayObs()),
                        band,
                        filter,
                        visit);
        var name =
                String.join(
                        "_",
                        file.datasetType(),
                        observed.instrument().name(),
                        band,
                        filter,
                        Observed.obsId(observed.first()).orElse(visit),
                        observed.instrument()
                                .detector(detector())
                                .map(ButlerDetector::fullName)
                                .orElse(Integer.toString(detector())),
                        run.replace('/', '_'));
        return clean(folder + "/" + name) + file.extension();
    }

    /** Filters such as SDSSi_65mm~empty are named in paths without what a URI would quote. */
    private static String clean(String path) {
        return path.replaceAll("[^A-Za-z0-9/._~+=-]", "_");
    }
}
