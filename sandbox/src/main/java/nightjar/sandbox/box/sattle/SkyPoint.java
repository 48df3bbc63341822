// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

/**
 * A direction, ICRS.
 *
 * @param raDeg right ascension in degrees, any turn
 * @param decDeg declination in degrees, -90 to 90
 */
public record SkyPoint(double raDeg, double decDeg) {

    public SkyPoint {
        if (!Double.isFinite(raDeg) || !(Math.abs(decDeg) <= 90)) {
            throw new IllegalArgumentException("no direction: ra " + raDeg + " dec " + decDeg);
        }
    }

    Vector vector() {
        double ra = Math.toRadians(raDeg);
        double dec = Math.toRadians(decDeg);
        return new Vector(
                Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec));
    }

    static SkyPoint of(Vector v) {
        double ra = Math.toDegrees(Math.atan2(v.y(), v.x()));
        return new SkyPoint(
                ra < 0 ? ra + 360 : ra,
                Math.toDegrees(Math.atan2(v.z(), Math.hypot(v.x(), v.y()))));
    }

    /** Angle to the other direction in degrees. */
    double separationDeg(SkyPoint other) {
        return vector().angleDeg(other.vector());
    }
}
