// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/** What nextVisit's cameraAngle means; the codes are those of the ScriptQueue's SAL interface. */
public enum RotationSystem {
    /** No angle is announced. */
    NONE,
    /** Position angle of the focal plane's +Y, degrees from north through east. */
    SKY,
    /** Angle against the horizon; cannot be processed. */
    HORIZON,
    /** Rotator angle; cannot be processed. */
    MOUNT,
    /** A code the interface does not name. */
    UNKNOWN;

    public static RotationSystem ofSal(long code) {
        return code >= 1 && code <= 4 ? values()[(int) code - 1] : UNKNOWN;
    }
}
