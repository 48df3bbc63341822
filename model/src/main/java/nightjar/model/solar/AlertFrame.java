// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * The frames of longitudes and latitudes in ssSource, as lsst/ap_association takes them from
 * astropy. {@link nightjar.model.sky.SkyFrame}, which maps are made in, differs: by 0.02 arcsec for
 * the galactic frame, by the nutation at J2000.0 (14 arcsec) for the ecliptic one.
 *
 * @param x direction of longitude 0, latitude 0, in ICRS
 * @param y direction of longitude 90
 * @param z direction of the pole
 */
record AlertFrame(UnitVector x, UnitVector y, UnitVector z) {

    /** Galactic, as astropy 8.0.2 has it (IAU 1958 by way of FK5). */
    static final AlertFrame GALACTIC =
            new AlertFrame(
                    new UnitVector(-0.05487565771259168, -0.8734370519556163, -0.4838350736167155),
                    new UnitVector(0.4941094371927275, -0.44482972122329517, 0.7469821839866676),
                    new UnitVector(-0.8676661375596587, -0.19807633727300075, 0.4559838136873016));

    /** True ecliptic and equinox of J2000.0 (IAU 2006/2000A), barycentrictrueecliptic there. */
    static final AlertFrame ECLIPTIC =
            new AlertFrame(
                    new UnitVector(
                            0.999999997721103, 6.189986411236422e-05, 2.6948113596465767e-05),
                    new UnitVector(-6.751135893482202e-05, 0.9174821278268589, 0.39777699853123216),
                    new UnitVector(
                            -1.0207044725483804e-07, -0.397776999444043, 0.9174821299149555));

    /** Longitude in {@code raDeg} and latitude in {@code decDeg} of a direction given in ICRS. */
    SkyPosition of(SkyPosition icrs) {
        var v = icrs.toUnitVector();
        return new UnitVector(x.dot(v), y.dot(v), z.dot(v)).toPosition();
    }
}
