// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nightjar.model.Cause;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Catalogues.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroCataloguesTest {

    private final Path folder;

    AvroCataloguesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyValueComesBackAsWhatItWas() {
        var tables =
                List.of(
                        new Table(
                                "dia sources!",
                                List.of(
                                        new Columns(
                                                Map.of(
                                                        "double",
                                                        0.1,
                                                        "float",
                                                        0.1f,
                                                        "long",
                                                        Long.MIN_VALUE,
                                                        "int",
                                                        Integer.MAX_VALUE,
                                                        "flag",
                                                        true,
                                                        "not-an-avro name",
                                                        "ü\u0000",
                                                        "mixed",
                                                        1.5f)),
                                        new Columns(Map.of("mixed", 1.5, "float", Float.NaN)),
                                        Columns.EMPTY)),
                        new Table("empty", List.of()));
        var catalogues = catalogues("a");

        var read = catalogues.keep(tables).then(catalogues::read).asValue().orElseThrow();

        assertThat(read).isEqualTo(tables);
    }

    @Test
    void theSameTablesGiveTheSameDigestWhereverTheyAreMade() {
        var tables = List.of(new Table("diaSources", manyRows(20261120)));

        var one = catalogues("a").keep(tables).asValue().orElseThrow();
        var other = catalogues("b").keep(tables).asValue().orElseThrow();

        assertThat(other).isEqualTo(one);
        assertThat(one.bytes()).isGreaterThan(100_000);
    }

    @Test
    void aDamagedCatalogueIsAFailureThatNamesIt() throws Exception {
        var store = new FakeObjectStore(folder.resolve("a"));
        store.put("file:///catalogues/x.avro", new byte[] {1, 2, 3});

        var loss =
                new AvroCatalogues(store, "file:///catalogues", folder.resolve("scratch"))
                        .read(new Stored("file:///catalogues/x.avro", "00", 3))
                        .asLoss()
                        .orElseThrow();

        assertThat(loss.cause()).isEqualTo(Cause.NON_RETRIABLE);
        assertThat(loss.why()).contains("x.avro");
    }

    @Test
    void nothingIsLeftInTheScratchFolder() throws Exception {
        catalogues("a").keep(List.of(new Table("t", manyRows(1))));

        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    private AvroCatalogues catalogues(String name) {
        return new AvroCatalogues(
                new FakeObjectStore(folder.resolve(name)),
                "file:///catalogues",
                folder.resolve("scratch"));
    }

    private static List<Columns> manyRows(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 5000)
                .mapToObj(
                        i ->
                                new Columns(
                                        Map.of(
                                                "diaSourceId", random.nextLong(),
                                                "ra", random.nextDouble(),
                                                "psfFlux", random.nextFloat(),
                                                "band", "r")))
                .toList();
    }
}
