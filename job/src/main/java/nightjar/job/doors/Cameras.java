// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightjar.connectors.butler.ButlerDetector;
import nightjar.connectors.butler.ButlerInstrument;
import nightjar.connectors.butler.VisitRegions;
import nightjar.connectors.camera.CameraGeometry;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.camera.RaftGeometry;
import nightjar.connectors.http.Http;
import nightjar.connectors.presence.PresenceClient;
import nightjar.connectors.presence.PresenceSettings;
import nightjar.connectors.sidecar.CameraKeys;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.connectors.sidecar.SidecarReader;
import nightjar.connectors.sidecar.SidecarSettings;
import nightjar.connectors.templates.Bands;
import nightjar.connectors.templates.IndexedTemplates;
import nightjar.connectors.templates.TemplateSettings;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Presence;
import nightjar.model.port.Sidecars;
import nightjar.model.port.Templates;

/**
 * The configured camera, as its neighbours need it: geometry, detector names, key layout, Butler
 * records; all from one geometry file.
 */
final class Cameras {

    private static final int ATTEMPTS = 3;

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
                read(instrument.geometry(), store)
                        .fold(
                                bytes -> bytes,
                                loss -> {
                                    throw new ConfigurationException(
                                            "instrument.geometry cannot be read: "
                                                    + loss.why()
                                                    + ": put the camera's file there, or name"
                                                    + " another");
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

    /** A store that is slow at its first call is asked again: nothing else starts without this. */
    private static Outcome<byte[]> read(String uri, ObjectStore store) {
        var asked = store.get(uri);
        for (int attempt = 1; attempt < ATTEMPTS && isTransient(asked); attempt++) {
            asked = store.get(uri);
        }
        return asked;
    }

    private static boolean isTransient(Outcome<byte[]> asked) {
        return asked.fold(bytes -> false, loss -> loss.cause() == Cause.TRANSIENT);
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

    Presence presence(Http http, String url) {
        return url.isEmpty()
                ? (key, snap, deadline) -> Outcome.lost(Loss.ignored("no Presence is configured"))
                : new PresenceClient(http, PresenceSettings.at(url), keys().detectorNames());
    }

    /**
     * @param raws URI of the bucket or folder that raws arrive in
     */
    Sidecars sidecars(ObjectStore store, String raws) {
        Set<Integer> detectors = new HashSet<>(instrument.detectors());
        instrument.testDetectors().values().forEach(detectors::addAll);
        var wanted = Map.of(instrument.name(), detectors);
        return new SidecarReader(store, keys(), SidecarSettings.of(wanted).in(folderOf(raws)));
    }

    /** What stands before the bucket's name: s3://, or file:///folder/. */
    private static String folderOf(String bucketUri) {
        return bucketUri.substring(0, bucketUri.lastIndexOf('/') + 1);
    }

    /**
     * @param index URI of the template index
     */
    Templates templates(ObjectStore store, String index) {
        int key = index.indexOf("templates/");
        return new IndexedTemplates(
                store,
                new TemplateSettings(
                        index.substring(0, key),
                        index.substring(key),
                        new Bands(instrument.bands()),
                        Duration.ofMinutes(1)));
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
        return ButlerInstrument.lsst(instrument.name(), detectors);
    }

    /** Where the whole camera looks, by the exposure's own pointing. */
    VisitRegions visitRegions() {
        var whole = regions();
        return raw ->
                whole.whole(
                        instrument.name(),
                        raw.boresightRaDeg(),
                        raw.boresightDecDeg(),
                        raw.rotationDeg());
    }
}
