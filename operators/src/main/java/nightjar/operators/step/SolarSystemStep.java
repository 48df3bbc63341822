// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Optional;
import nightjar.model.Cleared;
import nightjar.model.Differenced;
import nightjar.model.port.Deadline;
import nightjar.model.port.Ephemerides;
import nightjar.model.sky.SkyCircle;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.solar.KnownBodies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks which known bodies of the Solar System may be in an image. Without an answer the image goes
 * on as if there were none, as upstream's does (lsst/ap_association, mpSkyEphemerisQuery): that is
 * told in the ledger, and never an end.
 */
public final class SolarSystemStep {

    private static final Logger LOG = LoggerFactory.getLogger(SolarSystemStep.class);

    /**
     * How far beyond the image bodies are asked for: MPSky selects them by a time that is 37 s off
     * if it takes TAI for UTC, in which what moves ten degrees a day moves 15 arcsec.
     */
    private static final double PADDING_DEG = 60 / 3600.0;

    private final Optional<Ephemerides> ephemerides;

    /**
     * @param ephemerides empty: no Solar System is wanted, and nobody misses it
     */
    public SolarSystemStep(Optional<Ephemerides> ephemerides) {
        this.ephemerides = ephemerides;
    }

    SolarSystem of(Cleared cleared, Deadline deadline) throws InterruptedException {
        if (ephemerides.isEmpty() || cleared.allowedSources() == 0) {
            return SolarSystem.NONE;
        }
        var differenced = cleared.differenced();
        var known =
                ephemerides
                        .get()
                        .near(circle(differenced), differenced.midpointMjdTai(), deadline)
                        .fold(
                                bodies -> covering(bodies, differenced),
                                loss -> SolarSystem.without(loss.why()));
        if (!known.without().isEmpty()) {
            LOG.warn("{}: {}", cleared.key(), known.without());
        }
        return known;
    }

    private static SolarSystem covering(KnownBodies bodies, Differenced differenced) {
        return bodies.covers(differenced.midpointMjdTai())
                ? new SolarSystem(bodies, "")
                : SolarSystem.without("the predictions are of another night");
    }

    private static SkyCircle circle(Differenced differenced) {
        var image = Corners.polygon(differenced.cornersDeg()).orElseThrow();
        return new SkyCircle(image.centre(), reachDeg(image) + PADDING_DEG);
    }

    private static double reachDeg(SkyPolygon image) {
        return image.vertices().stream()
                .mapToDouble(vertex -> Math.toDegrees(image.centre().angleTo(vertex)))
                .max()
                .orElseThrow();
    }
}
