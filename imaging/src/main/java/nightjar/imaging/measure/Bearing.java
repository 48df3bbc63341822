// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.sky.SkyPosition;

/** Directions on the sky. */
final class Bearing {
    private Bearing() {}

    /** Angle at {@code from} between north and the way to {@code to}, through east, degrees. */
    static double degrees(SkyPosition from, SkyPosition to) {
        double d1 = Math.toRadians(from.decDeg());
        double d2 = Math.toRadians(to.decDeg());
        double dra = Math.toRadians(to.raDeg() - from.raDeg());
        double east = Math.sin(dra) * Math.cos(d2);
        double north = Math.cos(d1) * Math.sin(d2) - Math.sin(d1) * Math.cos(d2) * Math.cos(dra);
        double angle = Math.toDegrees(Math.atan2(east, north));
        return angle < 0 ? angle + 360 : angle;
    }
}
