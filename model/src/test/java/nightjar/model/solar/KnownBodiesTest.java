// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import nightjar.model.catalog.Columns;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import org.junit.jupiter.api.Test;

class KnownBodiesTest {

    private static final double FROM = 61_000;
    private static final double PIXEL_ARCSEC = 0.2;

    /** A tenth of a degree around ra 90, dec 0, which is towards y. */
    private static final SkyPolygon IMAGE =
            SkyPolygon.ofCorners(
                    List.of(
                            new SkyPosition(89.95, -0.05),
                            new SkyPosition(90.05, -0.05),
                            new SkyPosition(90.05, 0.05),
                            new SkyPosition(89.95, 0.05)));

    /** The observer stands at x = 1 au and moves along y: 1 + 0 x T1. */
    private static final Trajectory OBSERVER =
            new Trajectory(new double[] {1}, new double[] {0, 0.01}, new double[] {0});

    /** Two au beyond the observer in y, so much beside it in z and, each day, in x. */
    private static KnownBody body(double beside, double perDay) {
        return new KnownBody(
                7,
                "2026 WA",
                new Trajectory(
                        new double[] {1, perDay}, new double[] {2, 0.01}, new double[] {beside}),
                20,
                Columns.EMPTY);
    }

    private static List<BodyState> on(KnownBody body, double mjdTai) {
        return new KnownBodies(FROM, FROM + 1, OBSERVER, List.of(body))
                .on(IMAGE, PIXEL_ARCSEC, mjdTai);
    }

    private static double arcsecAtTwoAu(double arcsec) {
        return 2 * Math.tan(Math.toRadians(arcsec / 3600));
    }

    @Test
    void aBodyIsSeenFromTheObserverNotFromTheSun() {
        var state = on(body(0, 0), FROM + 0.5).get(0);
        assertThat(state.position().raDeg()).isCloseTo(90, within(1e-12));
        assertThat(state.topo().length()).isCloseTo(2, within(1e-12));
        assertThat(state.helio().length()).isCloseTo(Math.hypot(1, 2.005), within(1e-12));
        assertThat(state.topoVelocity().length()).isCloseTo(0, within(1e-12));
        // 0.01 au a day
        assertThat(state.helioVelocity().y()).isCloseTo(17.3145683681, within(1e-9));
    }

    @Test
    void itsPlaceIsThatOfTheInstant() {
        var moving = body(0, arcsecAtTwoAu(60));
        double half = on(moving, FROM + 0.5).get(0).position().raDeg();
        // What grows in x moves west as seen towards y.
        assertThat(half).isCloseTo(90 - 30 / 3600.0, within(1e-7));
        assertThat(on(moving, FROM + 0.5).get(0).motion().east())
                .isCloseTo(-60 / 3600.0, within(1e-7));
    }

    @Test
    void whatIsUpToTwoArcsecBesideTheImageMayBeOnIt() {
        assertThat(on(body(arcsecAtTwoAu(180 + 1.9), 0), FROM)).hasSize(1);
        assertThat(on(body(arcsecAtTwoAu(180 + 2.5), 0), FROM)).isEmpty();
    }

    @Test
    void finePixelsWidenTheImageByNoMoreThanAHundred() {
        var beside = body(arcsecAtTwoAu(180 + 1.5), 0);
        var bodies = new KnownBodies(FROM, FROM + 1, OBSERVER, List.of(beside));
        assertThat(bodies.on(IMAGE, 0.02, FROM)).hasSize(1);
        assertThat(bodies.on(IMAGE, 0.01, FROM)).isEmpty();
    }

    @Test
    void beyondTheEndsOfItsWayABodyIsNowhere() {
        assertThat(on(body(0, 0), FROM + 1)).hasSize(1);
        assertThat(on(body(0, 0), FROM + 1.001)).isEmpty();
        assertThat(on(body(0, 0), FROM - 0.001)).isEmpty();
    }

    @Test
    void whatHasNoPlaceIsNotThere() {
        var nowhere =
                new KnownBody(
                        7,
                        "2026 WA",
                        new Trajectory(
                                new double[] {Double.NaN}, new double[] {2}, new double[] {0}),
                        20,
                        Columns.EMPTY);
        assertThat(on(nowhere, FROM)).isEmpty();
        assertThat(KnownBodies.NONE.on(IMAGE, PIXEL_ARCSEC, FROM)).isEmpty();
    }
}
