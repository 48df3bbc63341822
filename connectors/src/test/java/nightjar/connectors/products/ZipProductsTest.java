// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nightjar.model.catalog.Columns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipProductsTest {

    private final Path folder;
    private final Path work;

    ZipProductsTest(@TempDir Path folder) {
        this.folder = folder;
        this.work = folder.resolve("work");
    }

    @BeforeEach
    void aWorkersFolder() throws Exception {
        Files.createDirectory(work);
        write("summary.json", "{\"nDiaSources\":2}");
        write(
                "diaSources.csv",
                """
                # ra deg, psfFlux nJy
                ra,raErr,psfFlux,psfNdata,isNegative,extendedness,bboxSize
                10.12345678901234,1e-5,123.5,1681,true,NaN,41
                350.5,nan,-1e30,0,false,inf,
                """);
        write(
                "footprints.csv",
                """
                ra0,dec0,ra1,dec1,ra2,dec2,ra3,dec3
                1,2,3,4,5,6,7,8
                359.5,-1.25,3,4,5,6,7,8
                """);
        write(
                "cutouts.csv",
                """
                differenceOffset,differenceLength,scienceOffset,scienceLength,templateOffset,templateLength
                0,3,3,2,5,0
                5,1,0,0,6,4
                """);
        write("cutouts.bin", "aaabbcdddd");
        write("difference.fits", "x".repeat(100_000));
    }

    @Test
    void rowsHaveTheTypesOfTheAlertSchema() {
        var products = products("a");

        var rows = products.keep(work).then(products::diaSources).asValue().orElseThrow();

        assertThat(rows)
                .containsExactly(
                        new Columns(
                                Map.of(
                                        "ra",
                                        10.12345678901234,
                                        "raErr",
                                        1e-5f,
                                        "psfFlux",
                                        123.5f,
                                        "psfNdata",
                                        1681,
                                        "isNegative",
                                        true,
                                        "extendedness",
                                        Float.NaN,
                                        "bboxSize",
                                        41)),
                        new Columns(
                                Map.of(
                                        "ra",
                                        350.5,
                                        "raErr",
                                        Float.NaN,
                                        "psfFlux",
                                        -1e30f,
                                        "psfNdata",
                                        0,
                                        "isNegative",
                                        false,
                                        "extendedness",
                                        Float.POSITIVE_INFINITY)));
    }

    @Test
    void footprintsAreFourCornersEach() {
        var products = products("a");

        var corners = products.keep(work).then(products::footprints).asValue().orElseThrow();

        assertThat(corners).hasSize(2);
        assertThat(corners.get(1)).containsExactly(359.5, -1.25, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aCutoutIsReadAloneAndMayBeMissing() throws Exception {
        var products = products("a");
        var stored = products.keep(work).asValue().orElseThrow();

        try (var cutouts = products.cutouts(stored).asValue().orElseThrow()) {
            var second = cutouts.of(1);
            assertThat(new String(second.difference(), UTF_8)).isEqualTo("c");
            assertThat(second.science()).isEmpty();
            assertThat(new String(second.template(), UTF_8)).isEqualTo("dddd");
            assertThat(new String(cutouts.of(0).science(), UTF_8)).isEqualTo("bb");
        }
    }

    @Test
    void aWorkerThatMakesNoCutoutsGivesEmptyOnes() throws Exception {
        Files.delete(work.resolve("cutouts.bin"));
        var products = products("a");
        var stored = products.keep(work).asValue().orElseThrow();

        try (var cutouts = products.cutouts(stored).asValue().orElseThrow()) {
            assertThat(cutouts.of(0).difference()).isEmpty();
        }
    }

    @Test
    void whatIsUnpackedIsWhatTheWorkerLeft() throws Exception {
        var products = products("a");
        var into = Files.createDirectory(folder.resolve("again"));

        assertThat(products.keep(work).then(stored -> products.unpack(stored, into)).asValue())
                .contains(into);

        try (var files = Files.list(work)) {
            for (var file : files.toList()) {
                assertThat(into.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void theSameFilesGiveTheSameProduct() {
        assertThat(products("a").keep(work)).isEqualTo(products("b").keep(work));
    }

    @Test
    void aFolderWithoutASummaryIsNoProduct() throws Exception {
        Files.delete(work.resolve("summary.json"));

        assertThat(products("a").keep(work).asLoss().orElseThrow().why()).contains("summary.json");
    }

    @Test
    void aRowOfTheWrongLengthIsNamedByItsLine() throws Exception {
        write("diaSources.csv", "ra,dec\n1,2\n3\n");
        var products = products("a");

        var loss = products.keep(work).then(products::diaSources).asLoss().orElseThrow();

        assertThat(loss.why()).contains("line 3 of diaSources.csv");
    }

    @Test
    void aCutoutOutsideItsFileIsFoundWhenTheProductIsOpened() throws Exception {
        for (var row : List.of("0,11,0,0,0,0", "-1,3,0,0,0,0", "9223372036854775807,2,0,0,0,0")) {
            write(
                    "cutouts.csv",
                    Files.readAllLines(work.resolve("cutouts.csv")).get(0) + "\n" + row);
            var products = products("a");

            var loss = products.keep(work).then(products::cutouts).asLoss().orElseThrow();

            assertThat(loss.why()).contains("a cutout lies outside cutouts.bin");
        }
    }

    @Test
    void aProductThatIsCompressedIsNone() throws Exception {
        var bomb = folder.resolve("bomb.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("diaSources.csv"));
            zip.write(new byte[1 << 20]);
        }
        var store = new FakeObjectStore(folder.resolve("bombs"));
        var products = new ZipProducts(store, "file:///products", folder);
        var stored = store.keep("file:///products", bomb, ".zip").asValue().orElseThrow();

        assertThat(products.diaSources(stored).asLoss().orElseThrow().why()).contains("compressed");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(work.resolve(name), text);
    }

    private ZipProducts products(String name) {
        return new ZipProducts(
                new FakeObjectStore(folder.resolve(name)),
                "file:///products",
                folder.resolve("scratch"));
    }
}
