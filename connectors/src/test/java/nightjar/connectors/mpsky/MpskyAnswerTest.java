// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import nightjar.model.Cause;
import nightjar.model.catalog.Columns;
import nightjar.model.ids.SsObjectId;
import nightjar.model.solar.BodyState;
import nightjar.model.solar.KnownBodies;
import nightjar.model.solar.KnownBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MpskyAnswerTest {

    private static final KnownBodies BODIES =
            MpskyAnswer.read(Answers.real()).asValue().orElseThrow();

    @Test
    void bodiesHaveTheirNamesIdsAndMagnitudes() {
        assertThat(BODIES.bodies())
                .extracting(KnownBody::designation)
                .containsExactly("2003 YF26", "2026 WA1", "2011 HM102");
        assertThat(BODIES.bodies())
                .extracting(body -> SsObjectId.unpack(body.ssObjectId()))
                .containsExactly("K03Y26F", "K26W01A", "K11HA2M");
        assertThat(BODIES.bodies())
                .extracting(KnownBody::vMagnitude)
                .containsExactly(21.5, 20.25, Double.NaN);
        assertThat(BODIES.fromMjdTai()).isEqualTo(61_364);
        assertThat(BODIES.untilMjdTai()).isEqualTo(61_365);
    }

    /** Positions by numpy's chebval over the arrays before they were sent. */
    @Test
    void placesAreThoseThatNumpyWorksOut() {
        var positions = Answers.at(BODIES, 0.4375).stream().map(BodyState::position).toList();

        assertThat(positions).hasSize(3);
        assertThat(positions.get(0).raDeg()).isCloseTo(24.47022468355517, within(1e-10));
        assertThat(positions.get(0).decDeg()).isCloseTo(9.960503978480316, within(1e-10));
        assertThat(positions.get(1).raDeg()).isCloseTo(24.43481058865002, within(1e-10));
        assertThat(positions.get(1).decDeg()).isCloseTo(10.660001535041312, within(1e-10));
        assertThat(positions.get(2).raDeg()).isCloseTo(24.677848246365766, within(1e-10));
        assertThat(positions.get(2).decDeg()).isCloseTo(10.127732067766399, within(1e-10));
    }

    @Test
    void anOrbitIsWhatIsToldOfIt() {
        var orbit = BODIES.bodies().get(0).orbit();
        assertThat(orbit.text("designation")).isEqualTo("2003 YF26");
        assertThat(orbit.text("mpc_orb_jsonb")).isEqualTo("{\"a\": 1}");
        assertThat(orbit.number("a")).isEqualTo(2.31);
        assertThat(orbit.number("h")).isEqualTo(17.25);
        assertThat(orbit.whole("nopp", 0)).isEqualTo(7);
        assertThat(orbit.whole("nobs_total", 0)).isEqualTo(31);
        assertThat(orbit.has("tmin")).isFalse();
    }

    @Test
    void whatIsNullNanOrOfAnotherTypeIsNotTold() {
        Columns second = BODIES.bodies().get(1).orbit();
        Columns third = BODIES.bodies().get(2).orbit();
        assertThat(second.has("mpc_orb_jsonb")).isFalse();
        assertThat(second.has("u_param")).isFalse();
        assertThat(second.has("nopp")).isFalse();
        assertThat(second.has("nobs_total")).isFalse();
        assertThat(third.has("nobs_total")).isFalse();
        assertThat(third.has("a")).isFalse();
        assertThat(third.has("yarkovsky")).isFalse();
        assertThat(third.has("created_at")).isFalse();
        assertThat(third.has("orbit_type_int")).isFalse();
    }

    @Test
    void aTextThatNoAlertHoldsIsNotTold() {
        assertThat(MpskyAnswer.isTold("mpc_orb_jsonb", " ".repeat(100_000))).isTrue();
        assertThat(MpskyAnswer.isTold("mpc_orb_jsonb", " ".repeat(1_000_000))).isFalse();
    }

    @Test
    void nothingLessThanAWholeAnswerIsUnderstood() {
        var real = Answers.real();
        // The last 8 bytes say that there is no further batch, which nobody needs.
        for (int length = 0; length < real.length - 8; length++) {
            var outcome = MpskyAnswer.read(Arrays.copyOf(real, length));
            assertThat(outcome.asLoss()).as("%d bytes", length).isPresent();
            assertThat(outcome.asLoss().orElseThrow().cause()).isEqualTo(Cause.INVALID);
        }
    }

    @Test
    void noDamageIsABug() {
        long seed = 20261120;
        var dice = new Random(seed);
        var real = Answers.real();
        for (int i = 0; i < 20_000; i++) {
            var damaged = real.clone();
            for (int hits = 1 + dice.nextInt(3); hits > 0; hits--) {
                damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt();
            }
            var outcome = MpskyAnswer.read(damaged);
            assertThat(outcome).as("seed %d, number %d", seed, i).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"message\": \"no such night\"}", "<html>", "ARROW1\0\0"})
    void whatIsNoArrowIsNotUnderstood(String body) {
        var loss = MpskyAnswer.read(body.getBytes(UTF_8)).asLoss();
        assertThat(loss.orElseThrow().why()).startsWith("MPSky's answer cannot be understood: ");
    }
}
