// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightjar.model.AlertsTold;
import nightjar.model.CoordinateSystem;
import nightjar.model.DiaCounts;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.PreloadSeconds;
import nightjar.model.Preloaded;
import nightjar.model.RotationSystem;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final VisitDetector KEY = new VisitDetector("SandboxCam", "group-1", 4);

    @Test
    void objectsAreCountedUnderUpstreamsNames() {
        var measured = new AssociationMeasurement().of(told(new DiaCounts(2, 3, 1)));
        assertThat(measured.datasetType()).isEqualTo("associateApdb_metadata_metrics");
        assertThat(measured.values())
                .isEqualTo(
                        Map.of(
                                "numNewDiaObjects", 2.0,
                                "numUpdatedDiaObjects", 3.0,
                                "numUnassociatedDiaObjects", 1.0,
                                "fracUpdatedDiaObjects", 0.75));
    }

    @Test
    void anEmptySkyHasNoFraction() {
        assertThat(new AssociationMeasurement().of(told(DiaCounts.NONE)).values())
                .containsEntry("fracUpdatedDiaObjects", Double.NaN);
    }

    @Test
    void aPreloadIsTimedUnderThePromptProcessingsFrozenNames() {
        var preloaded =
                new Preloaded(expected(), List.of(), List.of(), "", 1_795_170_000_000L)
                        .within(new PreloadSeconds(3, 1, 2));
        var measured = new PreloadMeasurement().of(preloaded);
        assertThat(measured.metric()).isEqualTo("prepButlerTimeMetric");
        assertThat(measured.datasetType()).isEqualTo("promptPreload_metrics");
        assertThat(measured.values())
                .isEqualTo(
                        Map.of(
                                "prep_butlerTotalTime", 3.0,
                                "prep_butlerSearchTime", 1.0,
                                "prep_butlerTransferTime", 2.0,
                                "prep_butlerPreprocessTime", 0.0));
        assertThat(measured.about())
                .isEqualTo(
                        Map.of(
                                "instrument", "SandboxCam",
                                "group", "group-1",
                                "detector", "4",
                                "visit", ""));
    }

    private static AlertsTold told(DiaCounts counts) {
        return new AlertsTold(KEY, 2026112000012L, 7, 1, 2, 3, counts);
    }

    private static ExpectedVisit expected() {
        var visit =
                new NextVisit(
                        "SandboxCam",
                        "group-1",
                        1,
                        1,
                        CoordinateSystem.ICRS,
                        0,
                        0,
                        0,
                        RotationSystem.SKY,
                        0,
                        "r_03",
                        30,
                        1,
                        "",
                        0,
                        0,
                        0);
        return new ExpectedVisit(KEY, visit, "v1", 1_795_169_990_000L);
    }
}
