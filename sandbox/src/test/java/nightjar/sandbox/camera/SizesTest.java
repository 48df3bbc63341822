// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nightjar.sandbox.sky.Injected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights other than the default one. */
class SizesTest {

    @ParameterizedTest
    @ValueSource(ints = {256, 400, 1500})
    void everySizeGivesItsImagesAndItsTransients(int size) {
        SimulatedNight night = SimulatedNight.of(Nights.plan(5, 1, 1, size));
        Exposure taken = night.render(night.visits().get(0)).exposedAt(Nights.START);
        ReadBack raw = ReadBack.of(taken.frames().get(0).fits().bytes());
        assertThat(raw.adu()).hasDimensions(size, size);
        assertThat(taken.truth())
                .filteredOn(i -> i.kind() == Injected.Kind.TRANSIENT)
                .hasSize(4)
                .allSatisfy(i -> assertThat(i.trueSnr()).isBetween(2.0, 90.0));
    }

    @Test
    void theDefaultNightHoldsEnoughForThirtyAlertsAndKeepsItsPromisesForEverySeed() {
        for (long seed = 1; seed <= 2; seed++) {
            SimulatedNight night = SimulatedNight.of(Nights.plan(seed, 4, 9, 512));
            assertThat(night.announcedVisitDetectors()).isEqualTo((4 + 2) * 9);
            List<Injected> bright = new ArrayList<>();
            for (PlannedVisit visit : night.visits()) {
                night.render(visit).truth().stream()
                        .filter(i -> i.kind() == Injected.Kind.TRANSIENT)
                        .filter(i -> i.fate() == Injected.Fate.SEEN && !i.mayBeWithheld())
                        .filter(i -> i.trueSnr() >= 10 && i.maskedFraction() < 0.1)
                        .forEach(bright::add);
            }
            assertThat(bright).as("seed " + seed).hasSizeGreaterThan(60);
        }
    }
}
