// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/**
 * The tangent plane at a point of the sky (projection TAN of Calabretta & Greisen 2002, A&A 395,
 * 1077, section 5.1.3): xi to the east, eta to the north, both in degrees.
 */
public final class Gnomonic {
    private final double ra0;
    private final double sin0;
    private final double cos0;

    public Gnomonic(SkyPoint centre) {
        ra0 = Math.toRadians(centre.raDeg());
        sin0 = Math.sin(Math.toRadians(centre.decDeg()));
        cos0 = Math.cos(Math.toRadians(centre.decDeg()));
    }

    /** Plane coordinates (xi, eta) in degrees of a point in the hemisphere of the centre. */
    public PixelPoint toPlane(SkyPoint p) {
        double dec = Math.toRadians(p.decDeg());
        double dRa = Math.toRadians(p.raDeg()) - ra0;
        double sin = Math.sin(dec);
        double cos = Math.cos(dec);
        double cosRa = Math.cos(dRa);
        double depth = sin * sin0 + cos * cos0 * cosRa;
        if (depth <= 0) {
            throw new IllegalArgumentException(p + " is behind the tangent plane");
        }
        return new PixelPoint(
                Math.toDegrees(cos * Math.sin(dRa) / depth),
                Math.toDegrees((sin * cos0 - cos * sin0 * cosRa) / depth));
    }

    /** The point of the sky at plane coordinates given in degrees. */
    public SkyPoint toSky(double xiDeg, double etaDeg) {
        double xi = Math.toRadians(xiDeg);
        double eta = Math.toRadians(etaDeg);
        double depth = cos0 - eta * sin0;
        double ra = ra0 + Math.atan2(xi, depth);
        double dec = Math.atan2(sin0 + eta * cos0, Math.hypot(xi, depth));
        return new SkyPoint(Math.toDegrees(ra), Math.toDegrees(dec));
    }
}
