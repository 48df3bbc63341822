// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/**
 * A satellite's way over the sky, linear in time in both coordinates: what the trail in the image
 * is drawn from and what the Sattle stand-in is told.
 *
 * @param epochMjdTai when it stands at (raDeg, decDeg), MJD TAI
 * @param raRateDegPerS rate of the coordinate RA itself, without cos(dec)
 */
public record SatelliteTrack(
        String id,
        double epochMjdTai,
        double raDeg,
        double decDeg,
        double raRateDegPerS,
        double decRateDegPerS) {

    /** The place so many seconds after the epoch. */
    public SkyPoint at(double secondsAfterEpoch) {
        return new SkyPoint(
                raDeg + raRateDegPerS * secondsAfterEpoch,
                decDeg + decRateDegPerS * secondsAfterEpoch);
    }

    /** The same way with the epoch set. */
    public SatelliteTrack from(double mjdTai) {
        return new SatelliteTrack(id, mjdTai, raDeg, decDeg, raRateDegPerS, decRateDegPerS);
    }

    /** Distance in arcsec of a point from the way between the epoch and so many seconds later. */
    public double arcsecFrom(SkyPoint p, double seconds) {
        Gnomonic plane = new Gnomonic(p);
        PixelPoint a = plane.toPlane(at(0));
        PixelPoint b = plane.toPlane(at(seconds));
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double along = -(a.x() * dx + a.y() * dy) / (dx * dx + dy * dy);
        double t = Math.max(0, Math.min(1, along));
        return Math.hypot(a.x() + t * dx, a.y() + t * dy) * 3600;
    }
}
