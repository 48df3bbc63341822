// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A camera's detectors by name, Rnn_Sxy (raft, sensor), and by number. */
public final class DetectorNames {

    /** Rafts of LSSTCam in the order of their detectors' numbers (lsst/obs_lsst, rafts.yaml). */
    private static final List<String> LSST_RAFTS =
            List.of(
                    "R01", "R02", "R03", "R10", "R11", "R12", "R13", "R14", "R20", "R21", "R22",
                    "R23", "R24", "R30", "R31", "R32", "R33", "R34", "R41", "R42", "R43");

    private static final List<String> LSST_CORNERS = List.of("R00", "R04", "R40", "R44");
    private static final List<String> CORNER_SENSORS = List.of("SG0", "SG1", "SW0", "SW1");

    private final Map<Integer, String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private DetectorNames(Map<Integer, String> names) {
        this.names = Map.copyOf(names);
        names.forEach((number, name) -> numbers.put(name, number));
        if (numbers.size() != names.size()) {
            throw new IllegalArgumentException("two detectors have the same name: " + names);
        }
    }

    public static DetectorNames of(Map<Integer, String> names) {
        return new DetectorNames(names);
    }

    /** 189 science sensors, then 16 guiders and wavefront sensors in the corners. */
    public static DetectorNames lsstCam() {
        var names = new HashMap<Integer, String>();
        for (var raft : LSST_RAFTS) {
            addRaft(names, raft);
        }
        for (var raft : LSST_CORNERS) {
            for (var sensor : CORNER_SENSORS) {
                names.put(names.size(), raft + "_" + sensor);
            }
        }
        return new DetectorNames(names);
    }

    /** One raft of nine, numbered 3 * x + y for Sxy: LSSTComCam, SandboxCam (R22), TS8 (R22). */
    public static DetectorNames oneRaft(String raft) {
        var names = new HashMap<Integer, String>();
        addRaft(names, raft);
        return new DetectorNames(names);
    }

    /** LATISS has one sensor. */
    public static DetectorNames latiss() {
        return new DetectorNames(Map.of(0, "R00_S00"));
    }

    private static void addRaft(Map<Integer, String> names, String raft) {
        for (int sensor = 0; sensor < 9; sensor++) {
            names.put(names.size(), raft + "_S" + sensor / 3 + sensor % 3);
        }
    }

    public Optional<String> name(int detector) {
        return Optional.ofNullable(names.get(detector));
    }

    public Optional<Integer> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }
}
