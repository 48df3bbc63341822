// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import java.util.Locale;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;

/**
 * Where a pixel lies on the sky: the gnomonic projection (Calabretta and Greisen 2002, A&amp;A 395,
 * 1077) with SIP (Shupe et al. 2005) or TPV distortion. Pixels are 0-based (the header's are
 * 1-based), angles are degrees, the frame is the header's (ICRS for Rubin).
 */
public final class Wcs {
    private static final double RAD = Math.PI / 180;

    private final double crpix1;
    private final double crpix2;
    private final double[] cd;
    private final double[] inverse;
    private final double ra0;
    private final double sinDec0;
    private final double cosDec0;
    private final double rotation;
    private final boolean latitudeFirst;
    private final Distortion distortion;

    private Wcs(
            double[] crpix,
            double[] cd,
            double[] crval,
            double lonpole,
            boolean latitudeFirst,
            Distortion distortion) {
        this.crpix1 = crpix[0];
        this.crpix2 = crpix[1];
        this.cd = cd;
        double det = cd[0] * cd[3] - cd[1] * cd[2];
        this.inverse = new double[] {cd[3] / det, -cd[1] / det, -cd[2] / det, cd[0] / det};
        this.ra0 = crval[0] * RAD;
        this.sinDec0 = Math.sin(crval[1] * RAD);
        this.cosDec0 = Math.cos(crval[1] * RAD);
        this.rotation = (180 - lonpole) * RAD;
        this.latitudeFirst = latitudeFirst;
        this.distortion = distortion;
    }

    /**
     * A plain TAN projection.
     *
     * @param crpix 1-based reference pixel
     * @param cd CD1_1, CD1_2, CD2_1, CD2_2 in degrees per pixel
     */
    public static Wcs tan(double ra, double dec, double[] crpix, double[] cd) {
        return new Wcs(
                crpix.clone(), cd.clone(), new double[] {ra, dec}, 180, false, Distortion.NONE);
    }

    /** That of an image of which nobody knows where it lies: every answer is NaN. */
    public static Wcs unknown() {
        double nan = Double.NaN;
        return tan(nan, nan, new double[] {nan, nan}, new double[] {nan, nan, nan, nan});
    }

    /** Whether it tells positions. */
    public boolean isKnown() {
        return !Double.isNaN(crpix1);
    }

    /** The header's celestial coordinates, or unknown ones. */
    public static Wcs ofAny(FitsHeader header, String name) {
        try {
            return of(header, name);
        } catch (Unusable e) {
            return unknown();
        }
    }

    /** The header's celestial coordinates, or NO_WCS with the reason. */
    public static Wcs of(FitsHeader header, String name) throws Unusable {
        String type1 = header.text("CTYPE1").orElse("").toUpperCase(Locale.ROOT);
        String type2 = header.text("CTYPE2").orElse("").toUpperCase(Locale.ROOT);
        boolean swapped = swapped(header);
        String longitude = swapped ? type2 : type1;
        String latitude = swapped ? type1 : type2;
        if (!longitude.startsWith("RA--") || !latitude.startsWith("DEC-")) {
            throw noWcs(name, "CTYPE is '" + type1 + "', '" + type2 + "'");
        }
        if (!longitude.contains("TAN") && !longitude.contains("TPV")) {
            throw noWcs(name, "projection " + type1 + " is not known (TAN, TAN-SIP, TPV)");
        }
        refuseOldFrames(header, name);
        double[] cd = Linear.matrix(header);
        double det = cd[0] * cd[3] - cd[1] * cd[2];
        if (!(Math.abs(det) > 1e-20)) {
            throw noWcs(name, "CD matrix is missing or singular");
        }
        double[] crpix = {required(header, "CRPIX1", name), required(header, "CRPIX2", name)};
        double one = required(header, "CRVAL1", name);
        double two = required(header, "CRVAL2", name);
        double[] crval = swapped ? new double[] {two, one} : new double[] {one, two};
        double pole = header.real("LONPOLE", 180);
        return new Wcs(crpix, cd, crval, pole, swapped, distortion(header, longitude, name));
    }

    private static Distortion distortion(FitsHeader header, String longitude, String name)
            throws Unusable {
        try {
            return Distortion.of(header, longitude, swapped(header));
        } catch (Unusable e) {
            throw noWcs(name, e.detail());
        }
    }

    private static boolean swapped(FitsHeader header) {
        return header.text("CTYPE1").orElse("").toUpperCase(Locale.ROOT).startsWith("DEC");
    }

    /**
     * B1950 lies half a degree beside J2000. FK4 is also what an equinox before 1984 means where no
     * frame is named (Calabretta and Greisen 2002, table 2).
     */
    private static void refuseOldFrames(FitsHeader header, String name) throws Unusable {
        String frame = header.text("RADESYS").or(() -> header.text("RADECSYS")).orElse("").strip();
        double equinox = header.real("EQUINOX", 2000);
        boolean isOld = frame.isEmpty() ? equinox < 1984 : frame.startsWith("FK4");
        if (isOld) {
            throw noWcs(
                    name,
                    "they are of %s, equinox %.1f: give coordinates in ICRS or FK5 (J2000)"
                            .formatted(frame.isEmpty() ? "FK4" : frame, equinox));
        }
    }

    private static double required(FitsHeader header, String key, String name) throws Unusable {
        var value = header.real(key);
        if (value.isEmpty()) {
            throw noWcs(name, key + " is missing");
        }
        return value.getAsDouble();
    }

    private static Unusable noWcs(String name, String why) {
        return new Unusable(FailureCause.NO_WCS, name + ": no celestial coordinates: " + why);
    }

    /** Right ascension and declination, degrees, of a 0-based pixel position. */
    public SkyPosition toSky(double x, double y) {
        double[] uv = {x + 1 - crpix1, y + 1 - crpix2};
        distortion.focalPlane(uv);
        double a = cd[0] * uv[0] + cd[1] * uv[1];
        double b = cd[2] * uv[0] + cd[3] * uv[1];
        double[] plane = latitudeFirst ? new double[] {b, a} : new double[] {a, b};
        distortion.projected(plane);
        double cos = Math.cos(rotation);
        double sin = Math.sin(rotation);
        double xi = (plane[0] * cos - plane[1] * sin) * RAD;
        double eta = (plane[0] * sin + plane[1] * cos) * RAD;
        double down = cosDec0 - eta * sinDec0;
        double ra = ra0 + Math.atan2(xi, down);
        double dec = Math.atan2(sinDec0 + eta * cosDec0, Math.hypot(xi, down));
        double deg = ra / RAD % 360;
        return new SkyPosition(deg < 0 ? deg + 360 : deg, dec / RAD);
    }

    /**
     * The 0-based pixel position of a place on the sky; NaN when it is behind the tangent plane.
     */
    public double[] toPixel(double raDeg, double decDeg) {
        double dra = raDeg * RAD - ra0;
        double sinDec = Math.sin(decDeg * RAD);
        double cosDec = Math.cos(decDeg * RAD);
        double cosTheta = sinDec0 * sinDec + cosDec0 * cosDec * Math.cos(dra);
        if (cosTheta <= 1e-6) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double xi = cosDec * Math.sin(dra) / cosTheta / RAD;
        double eta = (cosDec0 * sinDec - sinDec0 * cosDec * Math.cos(dra)) / cosTheta / RAD;
        double cos = Math.cos(rotation);
        double sin = Math.sin(rotation);
        double[] plane = {xi * cos + eta * sin, -xi * sin + eta * cos};
        distortion.unprojected(plane);
        double a = latitudeFirst ? plane[1] : plane[0];
        double b = latitudeFirst ? plane[0] : plane[1];
        double[] uv = {inverse[0] * a + inverse[1] * b, inverse[2] * a + inverse[3] * b};
        distortion.detector(uv);
        return new double[] {uv[0] + crpix1 - 1, uv[1] + crpix2 - 1};
    }

    /**
     * How the sky moves with the pixel at a place: d(RA cos Dec)/dx, d(RA cos Dec)/dy, dDec/dx,
     * dDec/dy, in degrees per pixel.
     */
    public double[] jacobian(double x, double y) {
        SkyPosition west = toSky(x - 0.5, y);
        SkyPosition east = toSky(x + 0.5, y);
        SkyPosition south = toSky(x, y - 0.5);
        SkyPosition north = toSky(x, y + 0.5);
        double cos = Math.cos(toSky(x, y).decDeg() * RAD);
        return new double[] {
            wrap(east.raDeg() - west.raDeg()) * cos,
            wrap(north.raDeg() - south.raDeg()) * cos,
            east.decDeg() - west.decDeg(),
            north.decDeg() - south.decDeg()
        };
    }

    /** Solid angle of the pixel there, square degrees. */
    public double pixelArea(double x, double y) {
        double[] j = jacobian(x, y);
        return Math.abs(j[0] * j[3] - j[1] * j[2]);
    }

    private static double wrap(double degrees) {
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    }
}
