// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nightjar.sandbox.sky.SkyPoint;

/**
 * One line of the night's programme.
 *
 * @param group the group id that announcement and images share
 * @param exposureId yyyymmdd * 100000 + sequence number; also of visits that never open the shutter
 * @param field pointing, "A" or "B"
 * @param fieldVisit how many visits of this field came before
 * @param boresight with this visit's dither
 * @param rotationDeg position angle of the focal plane's +Y, north through east
 * @param announceAt on the night's clock
 * @param openAt when the shutter opens, on the night's clock
 * @param detectors that send an image; empty when none does
 * @param truncatedDetector whose file is cut in the middle; -1 for none
 * @param repeatedDetector whose notification comes twice; -1 for none
 * @param satellite whether the satellite crosses the raft
 */
public record PlannedVisit(
        Role role,
        String group,
        long exposureId,
        int sequence,
        String field,
        int fieldVisit,
        SkyPoint boresight,
        double rotationDeg,
        Duration announceAt,
        Duration openAt,
        List<Integer> detectors,
        int truncatedDetector,
        int repeatedDetector,
        boolean satellite) {
    public PlannedVisit {
        detectors = List.copyOf(detectors);
    }

    /** What is planned to happen. */
    public enum Role {
        /** Announced and taken. */
        TAKEN,
        /** Announced; no image ever comes. */
        NO_IMAGES,
        /** Announced, then called off before the shutter opens. */
        CANCELLED,
        /** Never announced; one detector's image comes all the same. */
        UNANNOUNCED
    }

    public boolean isAnnounced() {
        return role != Role.UNANNOUNCED;
    }

    public boolean isTaken() {
        return role == Role.TAKEN || role == Role.UNANNOUNCED;
    }

    public int observingDay() {
        return (int) (exposureId / 100_000);
    }

    /** As OBSID and the object keys have it. */
    public String obsId() {
        return String.format(Locale.ROOT, "SC_O_%08d_%06d", observingDay(), sequence);
    }

    /** The object key of a detector's file with this extension, dot included. */
    public String key(int detector, String extension) {
        return String.format(
                Locale.ROOT,
                "%s/%08d/%s/%s_%s_%s%s",
                SandboxCam.INSTRUMENT,
                observingDay(),
                obsId(),
                obsId(),
                SandboxCam.RAFT,
                SandboxCam.slot(detector),
                extension);
    }
}
