// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/** What nextVisit's position means; the codes are those of the ScriptQueue's SAL interface. */
public enum CoordinateSystem {
    /** No position is announced. */
    NONE,
    /** Right ascension and declination, degrees, ICRS. */
    ICRS,
    /** Azimuth and altitude as observed, refracted; cannot be processed. */
    OBSERVED,
    /** Mount azimuth and elevation; cannot be processed. */
    MOUNT,
    /** A code the interface does not name. */
    UNKNOWN;

    public static CoordinateSystem ofSal(long code) {
        return code >= 1 && code <= 4 ? values()[(int) code - 1] : UNKNOWN;
    }
}
