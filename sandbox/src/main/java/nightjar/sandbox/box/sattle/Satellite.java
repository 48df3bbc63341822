// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A satellite that moves evenly in right ascension and declination.
 *
 * @param id its name or number
 * @param epochMjdTai when it is at raDeg, decDeg; MJD, TAI
 * @param raRateDegPerS change of right ascension itself (no cos dec), degrees per second
 * @param decRateDegPerS change of declination, degrees per second
 */
record Satellite(
        String id,
        double epochMjdTai,
        double raDeg,
        double decDeg,
        double raRateDegPerS,
        double decRateDegPerS) {

    private static final double SECONDS_PER_DAY = 86_400;

    /** What moves farther in one exposure is no satellite but a wrong file. */
    private static final double LONGEST_TRACK_DEG = 60;

    /** Reads one entry of satellites.json; a missing number is an error that names it. */
    static Satellite of(JsonNode json) {
        return new Satellite(
                json.path("id").asText("?"),
                number(json, "epochMjdTai"),
                number(json, "raDeg"),
                number(json, "decDeg"),
                number(json, "raRateDegPerS"),
                number(json, "decRateDegPerS"));
    }

    private static double number(JsonNode json, String field) {
        if (!json.path(field).isNumber()) {
            throw new IllegalArgumentException(
                    "satellites.json: no number " + field + " in " + json);
        }
        return json.path(field).asDouble();
    }

    /** Its track from one instant to another (MJD, TAI); empty if it is beyond a pole by then. */
    Optional<Track> track(double fromMjdTai, double toMjdTai) {
        if (Math.abs(decAt(fromMjdTai)) > 90 || Math.abs(decAt(toMjdTai)) > 90) {
            return Optional.empty();
        }
        Track track =
                new Track(
                        new SkyPoint(raAt(fromMjdTai), decAt(fromMjdTai)),
                        new SkyPoint(raAt(toMjdTai), decAt(toMjdTai)));
        if (track.start().separationDeg(track.end()) > LONGEST_TRACK_DEG) {
            throw new IllegalArgumentException(
                    "satellite " + id + " moves more than 60 degrees in one exposure: " + this);
        }
        return Optional.of(track);
    }

    private double raAt(double mjdTai) {
        return raDeg + raRateDegPerS * (mjdTai - epochMjdTai) * SECONDS_PER_DAY;
    }

    private double decAt(double mjdTai) {
        return decDeg + decRateDegPerS * (mjdTai - epochMjdTai) * SECONDS_PER_DAY;
    }
}
