// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Breaker;
import nightjar.connectors.http.GuardedHttp;
import nightjar.connectors.http.Http;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Ephemerides;
import nightjar.model.sky.SkyCircle;
import nightjar.model.solar.KnownBodies;

/**
 * Asks MPSky as lsst/ap_association's mpSkyEphemerisQuery does: GET url?t&ra&dec&radius, degrees,
 * with return_elements=extended. The time is MJD TAI, as upstream sends it; MPSky takes it for UTC
 * when it chooses the night, and for TAI when it selects the bodies.
 */
public final class MpskyClient implements Ephemerides {

    private static final String MPSKY = "MPSky";

    /**
     * Some 10,000 bodies with their orbits; a detector's field on the ecliptic has a few hundred.
     */
    private static final int MOST_BYTES = 32 << 20;

    /** Every detector of a visit asks: one that hangs is tried some times, then twice a minute. */
    private static final int FAILURES = 5;

    private static final Duration REST = Duration.ofSeconds(30);

    private final GuardedHttp http;
    private final MpskySettings settings;

    public MpskyClient(Http http, MpskySettings settings) {
        this(http, settings, new Breaker(FAILURES, REST, System::nanoTime));
    }

    MpskyClient(Http http, MpskySettings settings, Breaker breaker) {
        this.http = new GuardedHttp(http, MPSKY, settings.timeout(), breaker);
        this.settings = settings;
    }

    @Override
    public Outcome<KnownBodies> near(SkyCircle circle, double mjdTai, Deadline deadline)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(question(circle, mjdTai)).GET().build();
        return http.ask(request, deadline, MOST_BYTES).then(MpskyClient::read);
    }

    private URI question(SkyCircle circle, double mjdTai) {
        var centre = circle.centre().toPosition();
        return URI.create(
                "%s%st=%s&ra=%s&dec=%s&radius=%s&return_elements=extended"
                        .formatted(
                                settings.url(),
                                settings.url().getRawQuery() == null ? "?" : "&",
                                mjdTai,
                                centre.raDeg(),
                                centre.decDeg(),
                                circle.radiusDeg()));
    }

    private static Outcome<KnownBodies> read(Answer answer) {
        if (answer.status() == 200) {
            return MpskyAnswer.read(answer.body());
        }
        var cause = answer.isNeighboursTrouble() ? Cause.TRANSIENT : Cause.INVALID;
        return Outcome.lost(
                new Loss(
                        Ending.FAILED,
                        cause,
                        "MPSky answered " + answer.status() + answer.advice()));
    }
}
