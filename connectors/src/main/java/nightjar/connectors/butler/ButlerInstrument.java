// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A camera as the Butler's dimension {@code instrument} has it.
 *
 * @param name the Butler's short name, for instance LSSTCam
 * @param className the class that defines it, for instance lsst.obs.lsst.LsstCam
 * @param visitMax largest visit id
 * @param exposureMax largest exposure id
 * @param detectorMax largest detector id
 * @param visitSystem the default way to group exposures into visits; for LSST cameras 2,
 *     by-seq-start-end
 * @param detectors its detectors by number
 */
public record ButlerInstrument(
        String name,
        String className,
        long visitMax,
        long exposureMax,
        int detectorMax,
        int visitSystem,
        Map<Integer, ButlerDetector> detectors) {

    public ButlerInstrument {
        requireNonNull(name, "name");
        requireNonNull(className, "className");
        detectors = Map.copyOf(detectors);
    }

    /** Where obs_lsst's class is not called as its camera is (python/lsst/obs/lsst). */
    private static final Map<String, String> CLASSES =
            Map.of(
                    "LSSTCam", "LsstCam",
                    "LSSTComCam", "LsstComCam",
                    "LSSTComCamSim", "LsstComCamSim",
                    "LSSTCam-imSim", "LsstCamImSim",
                    "LSST-TS8", "LsstTS8",
                    "LATISS", "Latiss");

    /** An LSST camera: class and limits are those that obs_lsst registers. */
    public static ButlerInstrument lsst(String name, List<ButlerDetector> detectors) {
        return new ButlerInstrument(
                name,
                "lsst.obs.lsst." + CLASSES.getOrDefault(name, name),
                7_050_123_199_999L,
                7_050_123_199_999L,
                1000,
                2,
                detectors.stream()
                        .collect(Collectors.toMap(ButlerDetector::id, Function.identity())));
    }

    Optional<ButlerDetector> detector(int id) {
        return Optional.ofNullable(detectors.get(id));
    }
}
