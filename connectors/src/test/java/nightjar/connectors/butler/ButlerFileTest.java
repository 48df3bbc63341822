// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nightjar.connectors.RubinData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ButlerFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"diaSources.csv", "footprints.csv", "cutouts.bin", "cutouts.csv"})
    void whatSattleHasNotSeenCannotBeExported(String entry) {
        assertThatThrownBy(() -> new ButlerFile(entry, "dia_source_detector", "x", "f", false))
                .hasMessageContaining("not cleared");
    }

    @Test
    void aPatternMatchesAWholeName() {
        assertThat(types("difference_image")).containsExactly("difference_image");
        assertThat(types("difference")).isEmpty();
        assertThat(types("image")).isEmpty();
        assertThat(types("dia_source.*")).containsExactly("dia_source_apdb");
        assertThat(types("difference|.*_image")).containsExactly("difference_image");
        assertThat(types()).isEmpty();
    }

    @Test
    void everyPatternTogetherExportsNothingThatIsNotCleared() {
        var all = ButlerFile.matching(List.of(Pattern.compile(".*", Pattern.DOTALL)));
        assertThat(all)
                .filteredOn(file -> file.datasetType().startsWith("dia_"))
                .isNotEmpty()
                .allMatch(ButlerFile::ofRows);
        assertThat(all)
                .extracting(ButlerFile::entry)
                .doesNotContain("diaSources.csv", "footprints.csv", "cutouts.bin", "cutouts.csv");
    }

    @Test
    void typesAreThoseOfUpstreamsRepository() throws Exception {
        var table = RubinData.text("rubin/lsstcam/dataset_types.csv").lines().toList();
        for (var file : ButlerFile.matching(List.of(Pattern.compile("difference.*|dia_.*")))) {
            assertThat(table)
                    .contains(
                            "%s,%s,\"detector,instrument,visit\""
                                    .formatted(file.datasetType(), file.storageClass()));
        }
    }

    private static List<String> types(String... patterns) {
        return ButlerFile.matching(Stream.of(patterns).map(Pattern::compile).toList()).stream()
                .map(ButlerFile::datasetType)
                .toList();
    }
}
