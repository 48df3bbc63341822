// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nightjar.sandbox.camera.PlannedVisit.Role;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

    private static List<PlannedVisit> night(int visits) {
        return Programme.of(Nights.plan(Nights.SEED, visits, 9, 1024));
    }

    @Test
    void fourVisitsLookAtOneFieldThreeTimesAndAtAnotherOnce() {
        assertThat(night(4).stream().filter(v -> v.role() == Role.TAKEN))
                .extracting(PlannedVisit::field)
                .containsExactly("A", "A", "B", "A");
    }

    @Test
    void twoVisitsLookAtBothFields() {
        assertThat(night(2).stream().filter(v -> v.role() == Role.TAKEN))
                .extracting(PlannedVisit::field)
                .containsExactly("A", "B");
    }

    @Test
    void eachOddityHappensOnce() {
        for (int visits = 2; visits < 9; visits++) {
            List<PlannedVisit> night = night(visits);
            assertThat(night).filteredOn(v -> v.role() == Role.NO_IMAGES).hasSize(1);
            assertThat(night).filteredOn(v -> v.role() == Role.CANCELLED).hasSize(1);
            assertThat(night)
                    .filteredOn(v -> v.role() == Role.UNANNOUNCED)
                    .singleElement()
                    .satisfies(v -> assertThat(v.detectors()).hasSize(1));
            assertThat(night).filteredOn(v -> v.truncatedDetector() >= 0).hasSize(1);
            assertThat(night).filteredOn(v -> v.repeatedDetector() >= 0).hasSize(1);
            assertThat(night).filteredOn(PlannedVisit::satellite).hasSize(1);
        }
    }

    @Test
    void oneVisitHasNoOddities() {
        assertThat(night(1)).singleElement().extracting(PlannedVisit::role).isEqualTo(Role.TAKEN);
    }

    @Test
    void groupsAndExposuresAreUniqueAndInTheOrderOfTheClock() {
        List<PlannedVisit> night = night(8);
        assertThat(night).extracting(PlannedVisit::group).doesNotHaveDuplicates().isSorted();
        assertThat(night).extracting(PlannedVisit::exposureId).doesNotHaveDuplicates();
        assertThat(night).extracting(PlannedVisit::openAt).isSorted();
        assertThat(night).allMatch(v -> v.announceAt().compareTo(v.openAt()) < 0);
    }

    @Test
    void visitsOfAFieldAreDitheredByLessThanTheTemplatesMargin() {
        List<PlannedVisit> a = night(8).stream().filter(v -> v.field().equals("A")).toList();
        for (PlannedVisit v : a.subList(1, a.size())) {
            assertThat(v.boresight().arcsecTo(a.get(0).boresight())).isBetween(0.01, 8.5);
        }
    }

    @Test
    void keysAreThoseOfAnLsstCamera() {
        PlannedVisit first = night(4).get(0);
        assertThat(first.exposureId()).isEqualTo(2026111900101L);
        assertThat(first.key(5, ".fits"))
                .isEqualTo(
                        "SandboxCam/20261119/SC_O_20261119_000101/SC_O_20261119_000101_R22_S12.fits");
    }

    @Test
    void impossiblePlansAreRefusedWithTheNumberInTheMessage() {
        assertThatThrownBy(() -> Nights.plan(1, 0, 9, 1024)).hasMessageContaining("visits 0");
        assertThatThrownBy(() -> Nights.plan(1, 1, 10, 1024)).hasMessageContaining("detectors 10");
        assertThatThrownBy(() -> Nights.plan(1, 1, 9, 100)).hasMessageContaining("size 100");
    }
}
