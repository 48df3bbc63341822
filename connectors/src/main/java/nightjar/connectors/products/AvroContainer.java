// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * Avro object containers whose bytes are a function of what is in them: the sync marker, which Avro
 * draws at random, is fixed, and nothing is compressed, since two zlibs need not agree.
 */
final class AvroContainer {

    private static final byte[] SYNC = "nightjar-catalog".getBytes(US_ASCII);

    /** Appends the records. */
    interface Content {
        void into(DataFileWriter<GenericRecord> file) throws IOException;
    }

    /** Reads the records. */
    interface Reading<T> {
        T from(DataFileReader<GenericRecord> file) throws IOException;
    }

    private final ObjectStore store;
    private final String folderUri;
    private final Path scratch;
    private final String what;

    AvroContainer(ObjectStore store, String folderUri, Path scratch, String what) {
        this.store = store;
        this.folderUri = folderUri;
        this.scratch = scratch;
        this.what = what;
    }

    Outcome<Stored> keep(Schema schema, Content content) {
        Path file;
        try {
            Files.createDirectories(scratch);
            file = Files.createTempFile(scratch, what, ".avro");
        } catch (IOException e) {
            return cannotWrite(e);
        }
        try {
            write(file, schema, content);
            return store.keep(folderUri, file, ".avro");
        } catch (IOException e) {
            return cannotWrite(e);
        } finally {
            Scratch.delete(file);
        }
    }

    <T> Outcome<T> read(Stored stored, Reading<T> reading) {
        return store.local(stored).then(path -> open(path, stored, reading));
    }

    private <T> Outcome<T> open(Path path, Stored stored, Reading<T> reading) {
        try (var file =
                new DataFileReader<>(path.toFile(), new GenericDatumReader<GenericRecord>())) {
            return Outcome.done(reading.from(file));
        } catch (IOException | AvroRuntimeException e) {
            return Outcome.lost(
                    Loss.failed(
                            "the "
                                    + what
                                    + " "
                                    + stored.uri()
                                    + " cannot be read ("
                                    + e.getMessage()
                                    + "); it was written by another version or is damaged"));
        }
    }

    private static void write(Path path, Schema schema, Content content) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
                var file =
                        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))
                                .create(schema, out, SYNC.clone())) {
            content.into(file);
        }
    }

    private <T> Outcome<T> cannotWrite(IOException e) {
        return Outcome.lost(
                Loss.transientTrouble(
                        "cannot write a "
                                + what
                                + " in "
                                + scratch
                                + " ("
                                + e.getMessage()
                                + "); is the disk full?"));
    }
}
