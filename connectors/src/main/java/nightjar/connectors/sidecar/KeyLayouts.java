// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.camera.DetectorNames;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;

/** Reads object keys of all cameras that it knows. */
public final class KeyLayouts {

    private static final DetectorNames NONE = DetectorNames.of(Map.of());

    private final Map<String, CameraKeys> byPrefix = new HashMap<>();
    private final Map<String, CameraKeys> byInstrument = new HashMap<>();

    public KeyLayouts(List<CameraKeys> cameras) {
        for (var camera : cameras) {
            byInstrument.put(camera.instrument(), camera);
            camera.prefixes().forEach(prefix -> byPrefix.put(prefix, camera));
        }
    }

    /** The cameras that Prompt Processing knows, and the sandbox's. */
    public static KeyLayouts known() {
        var lsstCam = DetectorNames.lsstCam();
        return new KeyLayouts(
                List.of(
                        CameraKeys.lsst("LSSTCam", List.of("LSSTCam"), lsstCam),
                        CameraKeys.lsst("LATISS", List.of("LATISS"), DetectorNames.latiss()),
                        oneRaft("LSSTComCam", "LSSTComCam", "ComCam"),
                        oneRaft("LSSTComCamSim", "LSSTComCamSim"),
                        oneRaft("LSST-TS8", "TS8", "LSST-TS8"),
                        oneRaft("SandboxCam", "SandboxCam"),
                        new CameraKeys(
                                "LSSTCam-imSim",
                                List.of("LSSTCam-imSim"),
                                KeyLayout.IMSIM,
                                lsstCam,
                                TimeScale.TAI),
                        new CameraKeys(
                                "HSC", List.of("HSC"), KeyLayout.GROUPED, NONE, TimeScale.UTC)));
    }

    private static CameraKeys oneRaft(String instrument, String... prefixes) {
        return CameraKeys.lsst(instrument, List.of(prefixes), DetectorNames.oneRaft("R22"));
    }

    /**
     * What the key tells. {@code Lost} IGNORABLE for a sidecar, a guider, a wavefront sensor and
     * for another camera's raw; POISON for a key that no camera makes.
     */
    public Outcome<RawKey> read(String key) {
        if (key.endsWith(".json")) {
            return Skipped.SIDECAR.because(key);
        }
        var camera = byPrefix.get(key.substring(0, Math.max(0, key.indexOf('/'))));
        if (camera == null) {
            return Arrays.stream(KeyLayout.values()).anyMatch(layout -> layout.fits(key))
                    ? Skipped.OTHER_CAMERA.because(key)
                    : Skipped.poison("no camera makes a key like " + shortened(key));
        }
        return camera.layout()
                .read(key, camera.instrument(), camera.detectors())
                .map(KeyLayouts::sorted)
                .orElseGet(
                        () ->
                                Skipped.poison(
                                        "the key "
                                                + shortened(key)
                                                + " is not as "
                                                + camera.instrument()
                                                + " makes them"));
    }

    /**
     * What the keys of a snap's raws begin with, for listing the bucket; empty for cameras whose
     * keys do not name the group, as LSST's.
     */
    public Optional<String> listingPrefix(VisitDetector key, int snap) {
        return camera(key.instrument())
                .filter(camera -> camera.layout() == KeyLayout.GROUPED)
                .map(camera -> camera.prefixes().get(0))
                .map(first -> first + "/" + key.detector() + "/" + key.group() + "/" + snap + "/");
    }

    private static Outcome<RawKey> sorted(RawKey raw) {
        if (raw.sensor().contains("_SG")) {
            return Skipped.GUIDER.because(raw.sensor());
        }
        return raw.sensor().contains("_SW")
                ? Skipped.WAVEFRONT.because(raw.sensor())
                : Outcome.done(raw);
    }

    private static String shortened(String key) {
        return key.length() <= 200 ? key : key.substring(0, 200) + "…";
    }

    Optional<CameraKeys> camera(String instrument) {
        return Optional.ofNullable(byInstrument.get(instrument));
    }

    /** Detector names of the cameras that have them, for Presence. */
    public Map<String, DetectorNames> detectorNames() {
        var names = new HashMap<String, DetectorNames>();
        byInstrument.forEach((instrument, camera) -> names.put(instrument, camera.detectors()));
        return names;
    }
}
