// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads plans as they lie in the store, never from a cache, and holds them against their digest. It
 * reads the Avro container by its own schema and shares no code with what writes it.
 */
final class PlanReader {

    private final ObjectStore store;
    private final Path folder;

    /**
     * @param folder a local folder for the copy that is read
     */
    PlanReader(ObjectStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Whom a plan is read to, in its order: header, tables, alerts one by one. */
    interface Listener {

        void header(GenericRecord plan);

        /** Rows as lists of values in the columns' order; absent values are null. */
        default void table(String name, List<String> columns, List<?> rows) {}

        void alert(long diaSourceId, byte[] packed);
    }

    /**
     * Reads a plan; lost when it is not there, damaged or of another kind.
     *
     * @throws Unanswered when the store could not be asked
     */
    Outcome<Stored> read(Stored plan, Listener listener) {
        var copy = folder.resolve("plan-" + Thread.currentThread().getId() + ".avro");
        try {
            var fetched = store.fetch(plan.uri(), copy).asLoss();
            if (fetched.isPresent()) {
                return gone(plan, fetched.get());
            }
            var digest = digest(copy);
            if (!digest.equals(plan.sha256())) {
                return Outcome.lost(Loss.failed("its bytes have the digest " + digest));
            }
            tell(copy, listener);
            return Outcome.done(plan);
        } catch (IOException | AvroRuntimeException | ClassCastException e) {
            return Outcome.lost(Loss.failed("it is no plan: " + e.getMessage()));
        } finally {
            delete(copy);
        }
    }

    private static Outcome<Stored> gone(Stored plan, Loss loss) {
        return switch (loss.cause()) {
            case TRANSIENT -> throw new Unanswered("the store of " + plan.uri(), loss.why());
            default -> Outcome.lost(loss);
        };
    }

    private static String digest(Path file) throws IOException {
        var sha256 = Fingerprint.sha256();
        try (var in =
                new DigestInputStream(
                        new BufferedInputStream(Files.newInputStream(file)), sha256)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void tell(Path file, Listener listener) throws IOException {
        try (var records =
                new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
            for (var record : records) {
                switch (record.getSchema().getName()) {
                    case "plan" -> listener.header(record);
                    case "table" ->
                            listener.table(
                                    text(record, "name"),
                                    list(record, "columns").stream().map(Object::toString).toList(),
                                    list(record, "rows"));
                    case "alert" ->
                            listener.alert((Long) record.get("diaSourceId"), packed(record));
                    default -> throw new IOException("it has a " + record.getSchema().getName());
                }
            }
        }
    }

    private static byte[] packed(GenericRecord alert) {
        var bytes = (ByteBuffer) alert.get("packed");
        var packed = new byte[bytes.remaining()];
        bytes.get(packed);
        return packed;
    }

    static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }

    static List<?> list(GenericRecord record, String field) {
        return (List<?>) record.get(field);
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new Unanswered("the folder for copies, " + copy.getParent() + ",", e);
        }
    }
}
