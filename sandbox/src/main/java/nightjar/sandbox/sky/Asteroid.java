// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/**
 * An asteroid as an almanac has it.
 *
 * @param designation provisional, unpacked
 * @param epochMjdTai when it is at raDeg, decDeg; MJD TAI
 * @param raDeg ICRS degrees
 * @param eastArcsecPerSecond of its motion along the axes of the tangent plane there
 * @param vMag its magnitude
 */
public record Asteroid(
        String designation,
        double epochMjdTai,
        double raDeg,
        double decDeg,
        double eastArcsecPerSecond,
        double northArcsecPerSecond,
        double vMag) {

    /** Where it is so many seconds after the night's clock began, at an epoch yet to be set. */
    public static Asteroid of(Wanderer wanderer, double nightSeconds) {
        SkyPoint at = wanderer.at(nightSeconds);
        return new Asteroid(
                wanderer.id(),
                0,
                at.raDeg(),
                at.decDeg(),
                wanderer.eastArcsecPerSecond(),
                wanderer.northArcsecPerSecond(),
                Photometry.mag(wanderer.nJy()));
    }

    /** The same with the epoch set. */
    public Asteroid from(double mjdTai) {
        return new Asteroid(
                designation,
                mjdTai,
                raDeg,
                decDeg,
                eastArcsecPerSecond,
                northArcsecPerSecond,
                vMag);
    }
}
