// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * The announcement of a visit, at least 20 s before its first exposure (SAL event
 * ScriptQueue.logevent_nextVisit).
 *
 * @param instrument Butler short name; empty means that this is no observation
 * @param group the visit's identity, equal to the raws' GROUPID
 * @param salIndex the script queue's number; testers choose small detector lists by it, and give it
 *     visit ids, which are larger than an int
 * @param scriptSalIndex the script's number
 * @param coordinateSystem what the position means
 * @param raDeg degrees, ICRS, in [0, 360) when the system is ICRS; else the first coordinate
 * @param decDeg degrees, ICRS, when the system is ICRS; else the second coordinate
 * @param startTaiS TAI seconds since 1970, expected start; may be off by seconds
 * @param rotationSystem what the camera angle means
 * @param cameraAngleDeg degrees
 * @param filters acceptable physical filters, comma-separated; blank means any
 * @param durationS seconds that the script expects to take, slew excluded; not the exposure time
 * @param nimages expected snaps; 0 means unknown
 * @param survey for instance BLOCK-407; may be empty
 * @param totalCheckpoints the script's checkpoints; 0 means unknown
 * @param sentTaiS TAI seconds since 1970 of publication (private_sndStamp)
 * @param efdUtcS UTC seconds since 1970 of publication (private_efdStamp); 0 when absent
 */
public record NextVisit(
        String instrument,
        String group,
        long salIndex,
        int scriptSalIndex,
        CoordinateSystem coordinateSystem,
        double raDeg,
        double decDeg,
        double startTaiS,
        RotationSystem rotationSystem,
        double cameraAngleDeg,
        String filters,
        double durationS,
        int nimages,
        String survey,
        int totalCheckpoints,
        double sentTaiS,
        double efdUtcS) {

    public NextVisit {
        requireNonNull(instrument, "instrument");
        requireNonNull(group, "group");
        requireNonNull(coordinateSystem, "coordinateSystem");
        requireNonNull(rotationSystem, "rotationSystem");
        requireNonNull(filters, "filters");
        requireNonNull(survey, "survey");
        if (nimages < 0) {
            throw new IllegalArgumentException("nimages " + nimages + " of group " + group);
        }
        if (coordinateSystem == CoordinateSystem.ICRS) {
            raDeg = ((raDeg % 360) + 360) % 360;
        }
    }

    public boolean hasPosition() {
        return coordinateSystem == CoordinateSystem.ICRS;
    }
}
