// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nightjar.connectors.store.Stores;
import nightjar.model.Stored;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroContainerTest {

    private static final Schema SCHEMA =
            SchemaBuilder.record("Line").fields().requiredString("text").endRecord();

    /** Avro remembers every schema object for ever: a file must not bring one of its own. */
    @Test
    void allFilesAreReadWithOneSchemaObject(@TempDir Path folder) {
        try (var store = Stores.ofFiles(folder.resolve("cache"), 1 << 20)) {
            var lines = new AvroContainer(store, folder.toUri() + "lines/", folder, "line");

            var first = schemaOf(lines, kept(lines, "one"));
            var second = schemaOf(lines, kept(lines, "another"));

            assertThat(second).isSameAs(first).isEqualTo(SCHEMA);
        }
    }

    private static Stored kept(AvroContainer lines, String text) {
        return lines.keep(
                        SCHEMA,
                        file ->
                                file.append(
                                        new GenericRecordBuilder(SCHEMA).set("text", text).build()))
                .asValue()
                .orElseThrow();
    }

    private static Schema schemaOf(AvroContainer lines, Stored stored) {
        return lines.read(stored, file -> file.next().getSchema()).asValue().orElseThrow();
    }
}
