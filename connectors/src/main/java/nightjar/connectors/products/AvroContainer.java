// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.io.output.DeferredFileOutputStream;

/**
 * Avro object containers whose bytes are a function of what is in them: the sync marker, which Avro
 * draws at random, is fixed, and nothing is compressed, since two zlibs need not agree.
 */
final class AvroContainer {

    private static final byte[] SYNC = "nightjar-catalog".getBytes(US_ASCII);

    private static final String SUFFIX = ".avro";

    /** Kept and read in memory up to this size; larger ones through files. */
    private static final int SMALL_BYTES = 1 << 20;

    private static final int BLOCK_BYTES = 16_000;

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

    /** A small one never touches the disk here; a large one is never whole in memory. */
    Outcome<Stored> keep(Schema schema, Content content) {
        DeferredFileOutputStream out;
        try {
            Files.createDirectories(scratch);
            out =
                    DeferredFileOutputStream.builder()
                            .setThreshold(SMALL_BYTES)
                            .setPrefix(what)
                            .setSuffix(SUFFIX)
                            .setDirectory(scratch)
                            .get();
        } catch (IOException e) {
            return cannotWrite(e);
        }
        try {
            write(out, schema, content);
            return out.isInMemory()
                    ? store.keep(folderUri, out.getData(), SUFFIX)
                    : store.keep(folderUri, out.getPath(), SUFFIX);
        } catch (IOException e) {
            return cannotWrite(e);
        } finally {
            if (!out.isInMemory()) {
                Scratch.delete(out.getPath());
            }
        }
    }

    private static void write(OutputStream to, Schema schema, Content content) throws IOException {
        try (to;
                var file =
                        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))
                                .setSyncInterval(BLOCK_BYTES)
                                .create(schema, to, SYNC.clone())) {
            content.into(file);
        }
    }

    <T> Outcome<T> read(Stored stored, Reading<T> reading) {
        return input(stored).then(input -> read(input, stored, reading));
    }

    private Outcome<SeekableInput> input(Stored stored) {
        if (stored.bytes() <= SMALL_BYTES) {
            return store.bytes(stored).map(SeekableByteArrayInput::new);
        }
        return store.local(stored)
                .then(
                        file -> {
                            try {
                                return Outcome.done(new SeekableFileInput(file.toFile()));
                            } catch (IOException e) {
                                return unreadable(stored, e);
                            }
                        });
    }

    private <T> Outcome<T> read(SeekableInput input, Stored stored, Reading<T> reading) {
        try (input;
                var file = understood(() -> opened(input))) {
            return Outcome.done(reading.from(file));
        } catch (IOException e) {
            return unreadable(stored, e);
        }
    }

    private static DataFileReader<GenericRecord> opened(SeekableInput input) throws IOException {
        ContainerFrame.require(input);
        var file = new DataFileReader<GenericRecord>(input, new OneSchemaReader(input.length()));
        var codec = Optional.ofNullable(file.getMetaString(DataFileConstants.CODEC));
        if (codec.filter(it -> !it.equals(DataFileConstants.NULL_CODEC)).isPresent()) {
            throw new IOException("nothing of nightjar's is compressed by " + codec.get());
        }
        return file;
    }

    /** Part of a reading that calls nobody else. */
    interface Part<T> {
        T read() throws IOException;
    }

    /** Avro throws whatever damaged bytes lead it to: here that is a file that cannot be read. */
    static <T> T understood(Part<T> part) throws IOException {
        try {
            return part.read();
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(e.toString(), e);
        }
    }

    private <T> Outcome<T> unreadable(Stored stored, Exception e) {
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
