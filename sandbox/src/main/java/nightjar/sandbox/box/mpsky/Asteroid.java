// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.mpsky;

import com.fasterxml.jackson.databind.JsonNode;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * A simulated asteroid, which moves evenly along the axes of the tangent plane at its place.
 *
 * @param designation unpacked, provisional
 * @param epochMjdTai when it is at raDeg, decDeg (ICRS), MJD TAI
 * @param eastArcsecPerSecond of its motion
 * @param northArcsecPerSecond of its motion
 * @param vMag its magnitude
 */
record Asteroid(
        String designation,
        double epochMjdTai,
        double raDeg,
        double decDeg,
        double eastArcsecPerSecond,
        double northArcsecPerSecond,
        double vMag) {

    private static final double RADIANS_PER_DAY_OF_ARCSEC_PER_SECOND =
            86_400 / SkyPosition.ARCSEC_PER_RADIAN;

    static Asteroid of(JsonNode json) {
        return new Asteroid(
                json.path("designation").asText("?"),
                number(json, "epochMjdTai"),
                number(json, "raDeg"),
                number(json, "decDeg"),
                number(json, "eastArcsecPerSecond"),
                number(json, "northArcsecPerSecond"),
                number(json, "vMag"));
    }

    private static double number(JsonNode json, String field) {
        if (!json.path(field).isNumber()) {
            throw new IllegalArgumentException("no number " + field + " in " + json);
        }
        return json.path(field).asDouble();
    }

    /** Its direction at the epoch. */
    UnitVector direction() {
        return new SkyPosition(raDeg, decDeg).toUnitVector();
    }

    /** Change of its direction in a day, radians. */
    UnitVector motion() {
        double ra = Math.toRadians(raDeg);
        double dec = Math.toRadians(decDeg);
        var east = new UnitVector(-Math.sin(ra), Math.cos(ra), 0);
        var north =
                new UnitVector(
                        -Math.sin(dec) * Math.cos(ra),
                        -Math.sin(dec) * Math.sin(ra),
                        Math.cos(dec));
        return east.times(eastArcsecPerSecond * RADIANS_PER_DAY_OF_ARCSEC_PER_SECOND)
                .plus(north.times(northArcsecPerSecond * RADIANS_PER_DAY_OF_ARCSEC_PER_SECOND));
    }

    /** Its direction then. */
    SkyPosition at(double mjdTai) {
        return direction().plus(motion().times(mjdTai - epochMjdTai)).normalized().toPosition();
    }
}
