// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

/** A place on the sky, degrees. */
public record SkyPosition(double raDeg, double decDeg) {

    /** The angle between two places, arcseconds (haversine). */
    public double separationArcsec(SkyPosition other) {
        double d1 = Math.toRadians(decDeg);
        double d2 = Math.toRadians(other.decDeg);
        double s1 = Math.sin((d2 - d1) / 2);
        double s2 = Math.sin(Math.toRadians(other.raDeg - raDeg) / 2);
        double h = s1 * s1 + Math.cos(d1) * Math.cos(d2) * s2 * s2;
        return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(h)))) * 3600;
    }
}
