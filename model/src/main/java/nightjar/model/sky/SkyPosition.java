// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

/**
 * A position on the sky, ICRS.
 *
 * @param raDeg right ascension, degrees, normally in [0, 360)
 * @param decDeg declination, degrees, in [-90, 90]
 */
public record SkyPosition(double raDeg, double decDeg) {

    /** Seconds of arc in one radian. */
    public static final double ARCSEC_PER_RADIAN = 3600 * 180 / Math.PI;

    public SkyPosition {
        if (!Double.isFinite(raDeg) || !(decDeg >= -90 && decDeg <= 90)) {
            throw new IllegalArgumentException(
                    "not a sky position: ra " + raDeg + " deg, dec " + decDeg + " deg");
        }
    }

    public UnitVector toUnitVector() {
        double ra = Math.toRadians(raDeg);
        double dec = Math.toRadians(decDeg);
        return new UnitVector(
                Math.cos(ra) * Math.cos(dec), Math.sin(ra) * Math.cos(dec), Math.sin(dec));
    }

    /** The angle to another position along the great circle, arcseconds. */
    public double separationArcsec(SkyPosition other) {
        return toUnitVector().angleTo(other.toUnitVector()) * ARCSEC_PER_RADIAN;
    }
}
