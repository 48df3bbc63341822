// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.catalogues;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pyarrow 26 and daf_butler 30 read of such files was compared by hand: docs/RATIONALE.md. */
class ParquetCataloguesTest {

    private static final VisitDetector KEY = new VisitDetector("LSSTCam", "g", 94);

    private final Path folder;

    ParquetCataloguesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aTableHasTheColumnsOfTheApdbAndTellsWhoseItIs() throws Exception {
        var footer = footer(write("dia_source_apdb.parq", source(1, "r"), source(2, "r")));
        assertThat(footer.getNum_rows()).isEqualTo(2);
        assertThat(footer.getSchema()).hasSize(1 + 103);
        assertThat(footer.getSchema().get(1).getName()).isEqualTo("diaSourceId");
        assertThat(footer.getSchema().get(3).getConverted_type()).isEqualTo(ConvertedType.INT_16);
        assertThat(footer.getKey_value_metadata())
                .anyMatch(it -> it.getKey().equals("nightjar.visit") && it.getValue().equals("7"));
        assertThat(footer.getSchema())
                .filteredOn(it -> List.of("psfFlux", "ssObjectId").contains(it.getName()))
                .hasSize(2)
                .allMatch(it -> it.getRepetition_type() == FieldRepetitionType.REQUIRED);
    }

    @Test
    void aTableWithoutRowsStillHasItsColumns() throws Exception {
        for (var name :
                List.of(
                        "dia_source_apdb.parq",
                        "dia_object_apdb.parq",
                        "dia_forced_source_apdb.parq")) {
            var footer = footer(write(name));
            assertThat(footer.getNum_rows()).isZero();
            assertThat(footer.getSchema()).hasSizeGreaterThan(14);
            assertThat(footer.getRow_groups()).isEmpty();
        }
    }

    @Test
    void theSameRowsAreTheSameBytes() throws Exception {
        var once = Files.readAllBytes(write("dia_source_apdb.parq", source(1, "r")));
        var again = Files.readAllBytes(write("dia_source_apdb.parq", source(1, "r")));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void valuesAreWrittenPlainAfterWhichRowsHaveThem() {
        var rows =
                List.of(
                        new Columns(Map.of("id", 1L, "f", 1.5f, "t", "é", "b", true)),
                        new Columns(Map.of("id", 2L)),
                        new Columns(Map.of("id", 3L, "f", Double.NaN, "t", "", "b", true)));
        assertThat(page("f", "float", rows)).isEqualTo("0000c03f0000c07f0000c07f");
        assertThat(page("t", "text", rows))
                .isEqualTo("06000000" + "0201" + "0200" + "0201" + "02000000c3a9" + "00000000");
        assertThat(page("b", "boolean", rows)).isEqualTo("06000000" + "020102000201" + "03");
        assertThat(page("id", "bigint", rows))
                .isEqualTo("0100000000000000" + "0200000000000000" + "0300000000000000");
        assertThat(page("ssObjectId", "bigint", rows)).isEqualTo("00".repeat(3 * 8));
        assertThat(page("none", "smallint", rows)).isEqualTo("02000000" + "0600");
    }

    @Test
    void longRunsAreCountedInSeveralBytes() {
        var rows = Collections.nCopies(100, new Columns(Map.of("b", true)));
        assertThat(page("b", "boolean", rows))
                .isEqualTo("03000000" + "c80101" + "ff".repeat(12) + "0f");
    }

    @Test
    void onlyClearedSourcesHaveACatalogue() {
        assertThatThrownBy(() -> write("dia_source_unfiltered.parq"))
                .hasMessageContaining("no catalogue");
    }

    private static String page(String name, String type, List<Columns> rows) {
        return HexFormat.of().formatHex(ParquetColumn.of(name, type).page(rows));
    }

    private static Columns source(long id, String band) {
        return new Columns(
                Map.of("diaSourceId", id, "visit", 7L, "detector", 94, "band", band, "ra", 10.5));
    }

    private Path write(String name, Columns... sources) throws IOException {
        var rows = new Apdb.Rows(7, 94, 61000, List.of(), List.of(sources), List.of());
        var file = Files.createTempFile(folder, "table", ".parq");
        new ParquetCatalogues().write(name, KEY, rows, file);
        return file;
    }

    private static FileMetaData footer(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes, 0, 4, US_ASCII)).isEqualTo("PAR1");
        int length = tail.getInt(bytes.length - 8);
        return Util.readFileMetaData(
                new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));
    }
}
