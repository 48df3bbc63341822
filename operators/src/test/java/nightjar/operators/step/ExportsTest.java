// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Catalogues;
import nightjar.model.port.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

    private static final String URI = "s3://butler/dia_source_apdb.parq";

    private final FakeStore store = new FakeStore(new Effects());

    private final Path scratch;

    ExportsTest(@TempDir Path scratch) {
        this.scratch = scratch;
    }

    @Test
    void aCatalogueIsMadeOfWhatThePlanStoresAndOfNoProduct() {
        Catalogues counting =
                (name, of, rows, to) ->
                        Files.writeString(to, name + " " + rows.diaSources().size());
        assertThat(exports(counting).put(Sky.ready(), plan()).asValue()).contains(1);
        assertThat(new String(store.objects.getOrDefault(URI, new byte[0]), UTF_8))
                .isEqualTo("dia_source_apdb.parq 2");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aDiskThatIsFullIsTriedAgain() {
        Catalogues full =
                (name, of, rows, to) -> {
                    throw new IOException("No space left on device");
                };
        var loss = exports(full).put(Sky.ready(), plan()).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(loss.why()).contains("No space left on device");
    }

    private Exports exports(Catalogues catalogues) {
        return new Exports(new FakeProducts(), catalogues, store, scratch);
    }

    private static Plans.Plan plan() {
        var sources = List.of(Columns.EMPTY, Columns.EMPTY);
        return new Plans.Plan(
                Sky.ready().key(),
                new Apdb.Rows(Sky.VISIT, 4, 61000, List.of(), sources, List.of()),
                "",
                "{record}",
                List.of(Plans.Export.ofRows("dia_source_apdb.parq", URI)),
                0,
                0);
    }
}
