// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Plans.Plan;
import nightjar.model.sky.SkyPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolarSystemStepTest {

    private static final double ARCSEC = 1 / 3600.0;

    /** A body passes at the second one; the first stays where it is. */
    private static final List<Columns> SEEN =
            List.of(Sky.source(10.01, -4.97), Sky.source(10.02, -4.97));

    private final Night night;
    private final FakeEphemerides ephemerides = new FakeEphemerides();

    SolarSystemStepTest(@TempDir Path scratch) {
        night = new Night(scratch);
        night.ephemerides = Optional.of(ephemerides);
    }

    @Test
    void aSourceWhereABodyIsPredictedIsThatBody() throws Exception {
        ephemerides.with(42, 10.02, -4.97 + 0.8 * ARCSEC);

        var rows = plan().rows();

        assertThat(rows.diaSources()).hasSize(2);
        var moving = rows.diaSources().get(1);
        assertThat(moving.whole("ssObjectId", 0)).isEqualTo(42);
        assertThat(moving.has("diaObjectId")).isFalse();
        assertThat(rows.diaObjects())
                .extracting(row -> row.whole("diaObjectId", 0))
                .containsExactly(Sky.id(0));
    }

    @Test
    void itsAlertTellsOfTheBodyAndOfNoObject() throws Exception {
        ephemerides.with(42, 10.02, -4.97 + 0.8 * ARCSEC);

        var planned = night.planned(SEEN);
        var alerts = night.plans.texts(planned.plan());

        assertThat(alerts.get(0)).contains("ssSource={}").contains("mpcOrbit={}");
        assertThat(alerts.get(1))
                .contains("diaObject={}")
                .contains("designation=2026 WA42")
                .containsPattern("ephOffsetDec=-0\\.(79999|80000)")
                .contains("mpcOrbit={designation=orbit of 42}");
    }

    @Test
    void fartherThanAnArcsecondFromItsPlaceABodyIsNotFound() throws Exception {
        ephemerides.with(42, 10.02, -4.97 + 1.1 * ARCSEC);

        assertThat(plan().rows().diaObjects()).hasSize(2);
        assertThat(plan().without()).isEmpty();
    }

    @Test
    void ofTwoBodiesAtOneSourceTheNearerOneIsIt() throws Exception {
        ephemerides.with(41, 10.02, -4.97 + 0.5 * ARCSEC).with(43, 10.02, -4.97 - 0.3 * ARCSEC);

        assertThat(plan().rows().diaSources().get(1).whole("ssObjectId", 0)).isEqualTo(43);
    }

    @Test
    void theWholeImageIsAskedAboutAtItsTrueMidpoint() throws Exception {
        plan();

        assertThat(ephemerides.asked).hasSize(1);
        var asked = ephemerides.asked.get(0);
        assertThat(asked.mjdTai()).isEqualTo(Sky.MIDPOINT);
        assertThat(asked.circle().radiusDeg()).isCloseTo(0.0424 + 60 * ARCSEC, within(5e-4));
        for (int c = 0; c < 8; c += 2) {
            var corner = new SkyPosition(Sky.CORNERS.get(c), Sky.CORNERS.get(c + 1));
            assertThat(asked.circle().contains(corner)).isTrue();
        }
    }

    @Test
    void withoutAnAnswerTheImageGoesOnAndThePlanSaysSo() throws Exception {
        ephemerides.with(42, 10.02, -4.97).away = true;

        var plan = plan();

        assertThat(plan.rows().diaObjects()).hasSize(2);
        assertThat(plan.without())
                .isEqualTo("without Solar System objects: MPSky did not answer within 3000 ms");
    }

    @Test
    void predictionsOfAnotherNightAreNone() throws Exception {
        ephemerides.with(42, 10.02, -4.97).fromMjdTai = Sky.MIDPOINT + 0.01;

        assertThat(plan().rows().diaObjects()).hasSize(2);
        assertThat(plan().without()).contains("another night");
    }

    @Test
    void whereNothingWasSeenNobodyIsAsked() throws Exception {
        night.associate(SEEN);

        assertThat(ephemerides.asked).isEmpty();
    }

    @Test
    void whoWantsNoSolarSystemMissesNone() throws Exception {
        night.ephemerides = Optional.empty();

        assertThat(plan().without()).isEmpty();
    }

    @Test
    void theCommitTellsWhatWasMissing() throws Exception {
        ephemerides.away = true;

        var committed = night.commit("ours", night.planned(SEEN)).asValue().orElseThrow();

        assertThat(committed.without()).startsWith("without Solar System objects");
    }

    private Plan plan() throws InterruptedException {
        return night.plans.read(night.planned(SEEN).plan()).asValue().orElseThrow();
    }
}
