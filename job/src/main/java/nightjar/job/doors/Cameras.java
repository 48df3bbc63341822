// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.connectors.butler.ButlerDetector;
import nightjar.connectors.butler.ButlerInstrument;
import nightjar.connectors.camera.CameraGeometry;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.camera.RaftGeometry;
import nightjar.connectors.sidecar.CameraKeys;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;
import nightjar.model.port.ObjectStore;

/**
 * The configured camera, as its neighbours need it: geometry, detector names, key layout, Butler
 * records; all from one geometry file.
 */
final class Cameras {

    private final NightjarConfig.Instrument instrument;
    private final CameraGeometry geometry;
    private final Map<Integer, String> names;

    private Cameras(
            NightjarConfig.Instrument instrument,
            CameraGeometry geometry,
            Map<Integer, String> names) {
        this.instrument = instrument;
        this.geometry = geometry;
        this.names = Map.copyOf(names);
    }

    static Cameras read(NightjarConfig.Instrument instrument, ObjectStore store) {
        byte[] file =
                store.get(instrument.geometry())
                        .fold(
                                bytes -> bytes,
                                loss -> {
                                    throw new ConfigurationException(
                                            "instrument.geometry cannot be read: " + loss.why());
                                });
        try {
            return new Cameras(
                    instrument,
                    CameraGeometry.read(file),
                    names(new ObjectMapper().readTree(file)));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "instrument.geometry " + instrument.geometry() + ": " + e.getMessage(), e);
        }
    }

    private static Map<Integer, String> names(JsonNode root) {
        var names = new HashMap<Integer, String>();
        root.path("detectors")
                .forEach(
                        detector ->
                                names.put(
                                        detector.path("id").asInt(),
                                        detector.path("name").asText()));
        return names;
    }

    RaftGeometry regions() {
        return new RaftGeometry(List.of(geometry), instrument.paddingArcsec());
    }

    /** The known cameras' keys; a camera that is not among them is laid out as LSST's. */
    KeyLayouts keys() {
        var known = KeyLayouts.known();
        if (known.detectorNames().containsKey(instrument.name())) {
            return known;
        }
        return new KeyLayouts(
                List.of(
                        CameraKeys.lsst(
                                instrument.name(),
                                List.of(instrument.name()),
                                DetectorNames.of(names))));
    }

    ButlerInstrument butler() {
        var detectors = new ArrayList<ButlerDetector>();
        names.forEach(
                (id, name) -> {
                    var parts = name.split("_", 2);
                    detectors.add(
                            new ButlerDetector(
                                    id,
                                    name,
                                    parts.length > 1 ? parts[1] : name,
                                    parts[0],
                                    "SCIENCE"));
                });
        return ButlerInstrument.lsst(
                instrument.name(), "lsst.obs.lsst." + instrument.name(), detectors);
    }
}
