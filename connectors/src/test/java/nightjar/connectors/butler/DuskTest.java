// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import nightjar.connectors.products.FakeObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuskTest {

    private static final String URI = "s3://butler/manifest.json";
    private static final LocalDate DAY = LocalDate.of(2025, 9, 12);
    private static final String CHAIN = "LSSTCam/prompt/output-2025-09-12";
    private static final String RUN = CHAIN + "/ApPipe/pipelines-cf62e06-config-8acfde6";
    private static final List<ButlerFile> FILES =
            ButlerFile.matching(
                    List.of(Pattern.compile("difference_image|nightjar_.*|dia_source_apdb")));

    private final FakeObjectStore store;
    private Instant now = Instant.parse("2025-09-12T20:00:00Z");

    DuskTest(@TempDir Path folder) {
        store = new FakeObjectStore(folder);
    }

    @Test
    void aRepositoryThatIsReadyIsAllExported() {
        manifest(DAY, RUN, "difference_image", "dia_source_apdb", "nightjar_provenance");
        var dusk = dusk(URI);
        assertThat(dusk.found().refused()).isEmpty();
        assertThat(dusk.found().missing()).isEmpty();
        assertThat(dusk.files(DAY)).isEqualTo(FILES);
    }

    @Test
    void aTypeThatIsNotRegisteredIsNamedAndNotExported() {
        manifest(DAY, RUN, "difference_image", "dia_source_apdb");
        var dusk = dusk(URI);
        assertThat(dusk.found().refused())
                .singleElement()
                .asString()
                .isEqualTo(
                        "dataset type nightjar_provenance is not registered: butler"
                                + " register-dataset-type REPO nightjar_provenance"
                                + " StructuredDataDict instrument visit detector");
        assertThat(dusk.files(DAY))
                .extracting(ButlerFile::datasetType)
                .containsExactly("difference_image", "dia_source_apdb");
    }

    @Test
    void aTypeOfOtherDimensionsIsRefused() {
        put(
                "{\"datasetTypes\":{\"difference_image\":{\"dimensions\":[\"instrument\",\"exposure\"]}}}");
        assertThat(dusk(URI).found().refused())
                .anyMatch(
                        why -> why.contains("[exposure, instrument], not [detector, instrument,"));
    }

    @Test
    void aTypeThatAsksForMoreThanAVisitDetectorIsRefused() {
        put(
                "{\"datasetTypes\":{\"difference_image\":{\"dimensions\":[\"instrument\",\"visit\","
                        + "\"detector\",\"band\",\"skymap\"]}}}");
        assertThat(dusk(URI).files(DAY)).isEmpty();
    }

    @Test
    void whatWasRefusedStaysSoWhileTheManifestCannotBeRead() {
        manifest(DAY, RUN, "difference_image");
        var dusk = dusk(URI);
        assertThat(dusk.files(DAY)).hasSize(1);
        put("{");
        now = now.plusSeconds(301);
        assertThat(dusk.files(DAY)).hasSize(1);
        assertThat(dusk.files(DAY.plusDays(1))).hasSize(1);
    }

    @Test
    void chainAndRunOfTheDayAreMissed() {
        manifest(DAY.minusDays(1), RUN, "difference_image");
        assertThat(dusk(URI).found().missing())
                .containsExactly(
                        "it is of 2025-09-11, and it is 2025-09-12",
                        "chain LSSTCam/prompt/output-2025-09-12 does not exist");
        manifest(DAY, RUN.replace("ApPipe", "Isr"), "difference_image");
        assertThat(dusk(URI).found().missing())
                .containsExactly("run " + RUN + " is not in chain " + CHAIN);
    }

    @Test
    void whatIsRegisteredLaterIsExportedAtTheNextLook() {
        manifest(DAY, RUN, "difference_image");
        var dusk = dusk(URI);
        assertThat(dusk.files(DAY)).hasSize(1);
        manifest(DAY, RUN, "difference_image", "dia_source_apdb", "nightjar_provenance");
        assertThat(dusk.files(DAY)).hasSize(1);
        now = now.plusSeconds(301);
        assertThat(dusk.files(DAY)).hasSize(3);
    }

    @Test
    void eachObservingDayIsLookedAtAnew() {
        manifest(DAY, RUN, "difference_image", "dia_source_apdb", "nightjar_provenance");
        var dusk = dusk(URI);
        assertThat(dusk.files(DAY)).hasSize(3);
        manifest(DAY.plusDays(1), RUN, "difference_image");
        assertThat(dusk.files(DAY)).hasSize(3);
        assertThat(dusk.files(DAY.plusDays(1))).hasSize(1);
    }

    @Test
    void noManifestIsSaidAndNothingIsHeldBack() {
        assertThat(dusk("").found().missing())
                .containsExactly(
                        "butler.manifest names nothing, so the repository is not looked at");
        assertThat(dusk("").files(DAY)).isEqualTo(FILES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "7", "{\"datasetTypes\":null}", "{\"chains\":{}}"})
    void aManifestThatIsNoneHoldsNothingBack(String text) {
        put(text);
        assertThat(dusk(URI).found().refused()).isEmpty();
        assertThat(dusk(URI).found().missing())
                .singleElement()
                .asString()
                .startsWith("butler.manifest s3://butler/manifest.json cannot be read");
        assertThat(dusk(URI).files(DAY)).isEqualTo(FILES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"datasetTypes\":{\"difference_image\":null}}",
                "{\"datasetTypes\":{\"difference_image\":{\"dimensions\":7}},\"chains\":[1]}",
                "{\"datasetTypes\":{},\"chains\":{\"LSSTCam/prompt/output-2025-09-12\":null}}",
            })
    void oddValuesAreAsGoodAsNone(String text) {
        put(text);
        assertThat(dusk(URI).found().refused()).hasSize(3);
        assertThat(dusk(URI).files(DAY)).isEmpty();
    }

    private Dusk dusk(String uri) {
        var wanted =
                new Dusk.Wanted(
                        uri,
                        "LSSTCam",
                        List.of("/opt/LSSTCam/ApPipe.yaml"),
                        "pipelines-cf62e06-config-8acfde6",
                        FILES);
        return new Dusk(store, wanted, () -> now);
    }

    private void manifest(LocalDate day, String run, String... types) {
        var registered = new StringBuilder();
        for (var type : types) {
            registered
                    .append(registered.isEmpty() ? "" : ",")
                    .append('"' + type + "\":{\"storageClass\":\"x\",\"dimensions\":")
                    .append("[\"instrument\",\"detector\",\"visit\",\"band\"]}");
        }
        put(
                "{\"dayObs\":\"%s\",\"chains\":{\"LSSTCam/prompt/output-%s\":[\"%s\"]},\"datasetTypes\":{%s}}"
                        .formatted(day, day, run, registered));
    }

    private void put(String text) {
        store.put(URI, text.getBytes(UTF_8));
    }
}
