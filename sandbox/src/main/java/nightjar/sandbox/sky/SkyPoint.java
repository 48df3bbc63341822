// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/** A direction on the sky: ICRS degrees, right ascension in [0, 360). */
public record SkyPoint(double raDeg, double decDeg) {
    public SkyPoint {
        raDeg = ((raDeg % 360) + 360) % 360;
    }

    /** Great-circle distance in arcsec, by the haversine, which is exact enough for tiny angles. */
    public double arcsecTo(SkyPoint other) {
        double d1 = Math.toRadians(decDeg);
        double d2 = Math.toRadians(other.decDeg);
        double a = Math.sin((d2 - d1) / 2);
        double b = Math.sin(Math.toRadians(other.raDeg - raDeg) / 2);
        double h = a * a + Math.cos(d1) * Math.cos(d2) * b * b;
        return Math.toDegrees(2 * Math.asin(Math.sqrt(h))) * 3600;
    }

    /**
     * The point this far away along the east and north axes of the tangent plane here, in arcsec.
     */
    public SkyPoint shifted(double eastArcsec, double northArcsec) {
        return new Gnomonic(this).toSky(eastArcsec / 3600, northArcsec / 3600);
    }
}
