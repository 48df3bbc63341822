// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

/**
 * Motion on the sky, degrees per day.
 *
 * @param east of right ascension, times cos(dec)
 * @param north of declination
 */
record SkyMotion(double east, double north) {

    private static final double SECONDS_PER_DAY = 86_400;

    /** Of what is at {@code topo} (au) and moves with {@code velocity} (km/s). */
    static SkyMotion of(Cartesian topo, Cartesian velocity) {
        double range = topo.length();
        double inPlane = Math.hypot(topo.x(), topo.y());
        double sinRa = inPlane == 0 ? 0 : topo.y() / inPlane;
        double cosRa = inPlane == 0 ? 1 : topo.x() / inPlane;
        double sinDec = topo.z() / range;
        double cosDec = inPlane / range;
        double radiansPerKm = 1 / (range * Trajectory.KM_PER_AU);
        double degPerDay = Math.toDegrees(radiansPerKm * SECONDS_PER_DAY);
        var east = new Cartesian(-sinRa, cosRa, 0);
        var north = new Cartesian(-sinDec * cosRa, -sinDec * sinRa, cosDec);
        return new SkyMotion(velocity.dot(east) * degPerDay, velocity.dot(north) * degPerDay);
    }

    double rate() {
        return Math.hypot(east, north);
    }

    /** The part of an offset (east, north) that lies along the motion; NaN when it stands still. */
    double along(double offsetEast, double offsetNorth) {
        return (offsetEast * east + offsetNorth * north) / rate();
    }

    /** The part that lies across, positive to the left: from east towards north. */
    double across(double offsetEast, double offsetNorth) {
        return (offsetNorth * east - offsetEast * north) / rate();
    }
}
