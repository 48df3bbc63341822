// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import static java.util.Objects.requireNonNull;

import java.util.List;
import nightjar.model.sky.SkyPolygon;

/**
 * The bodies that may be in a part of the sky, with the way of the observer who would see them.
 *
 * @param fromMjdTai when the ways begin, MJD TAI; their time counts from here
 * @param untilMjdTai when they end, MJD TAI
 * @param observer heliocentric
 * @param bodies each once
 */
public record KnownBodies(
        double fromMjdTai, double untilMjdTai, Trajectory observer, List<KnownBody> bodies) {

    /** How far a prediction may be off, arcseconds (lsst/ap_association, mpSkyEphemerisQuery). */
    static final double ERROR_ARCSEC = 2;

    /** No image is enlarged by more pixels than this (lsst/ap_association, ssoAssociation). */
    private static final double MOST_MARGIN_PIXELS = 100;

    private static final Trajectory NOWHERE =
            new Trajectory(new double[0], new double[0], new double[0]);

    public static final KnownBodies NONE =
            new KnownBodies(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, NOWHERE, List.of());

    public KnownBodies {
        requireNonNull(observer, "observer");
        bodies = List.copyOf(bodies);
    }

    /** Whether the ways tell of this instant; beyond their ends, polynomials tell nothing. */
    public boolean covers(double mjdTai) {
        return mjdTai >= fromMjdTai && mjdTai <= untilMjdTai;
    }

    /**
     * Those on the image or so little beside it that they may be on it, at this instant; none when
     * the ways do not tell of it.
     */
    public List<BodyState> on(SkyPolygon image, double pixelArcsec, double mjdTai) {
        if (!covers(mjdTai)) {
            return List.of();
        }
        double margin = Math.min(Math.ceil(ERROR_ARCSEC / pixelArcsec), MOST_MARGIN_PIXELS);
        var near = image.padded(margin * pixelArcsec);
        return bodies.stream()
                .map(body -> state(body, mjdTai - fromMjdTai))
                .filter(BodyState::isSomewhere)
                .filter(state -> near.contains(state.position()))
                .toList();
    }

    // The difference needs no light time: it is in the body's way.
    private BodyState state(KnownBody body, double days) {
        var helio = body.path().position(days);
        var velocity = body.path().velocity(days);
        return new BodyState(
                body,
                helio,
                velocity,
                helio.minus(observer.position(days)),
                velocity.minus(observer.velocity(days)));
    }
}
