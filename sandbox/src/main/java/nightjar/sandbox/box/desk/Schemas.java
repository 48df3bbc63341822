// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightjar.sandbox.box.web.Reply;

/** What the registry holds: every version of every subject, kept in a file. */
final class Schemas {

    /**
     * One version of a subject.
     *
     * @param schema Avro schema as JSON text, as Avro writes it
     * @param deleted softly deleted: gone from listings, still found by id
     */
    record Version(String subject, int version, int id, String schema, boolean deleted) {
        Version asDeleted() {
            return new Version(subject, version, id, schema, true);
        }
    }

    private final Path file;
    private final List<Version> all = new ArrayList<>();

    Schemas(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            all.addAll(
                    Reply.JSON.readValue(
                            Files.readAllBytes(file), new TypeReference<List<Version>>() {}));
        }
    }

    Stream<Version> live() {
        return all.stream().filter(it -> !it.deleted());
    }

    List<Version> liveOf(String subject) {
        return live().filter(it -> it.subject().equals(subject)).toList();
    }

    Optional<Version> byId(int id) {
        return all.stream().filter(it -> it.id() == id).findFirst();
    }

    Optional<Version> sameText(String schema) {
        return all.stream().filter(it -> it.schema().equals(schema)).findFirst();
    }

    int nextId() {
        return all.stream().mapToInt(Version::id).max().orElse(0) + 1;
    }

    int nextVersion(String subject) {
        return all.stream()
                        .filter(it -> it.subject().equals(subject))
                        .mapToInt(Version::version)
                        .max()
                        .orElse(0)
                + 1;
    }

    void add(Version version) throws IOException {
        all.removeIf(
                it -> it.subject().equals(version.subject()) && it.version() == version.version());
        all.add(version);
        save();
    }

    /** Deletes the versions of a subject, softly or for good; which these were. */
    List<Integer> delete(String subject, boolean permanently) throws IOException {
        List<Version> gone = all.stream().filter(it -> it.subject().equals(subject)).toList();
        all.removeAll(gone);
        if (!permanently) {
            gone.forEach(it -> all.add(it.asDeleted()));
        }
        save();
        return gone.stream().map(Version::version).toList();
    }

    private void save() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, Reply.JSON.writeValueAsBytes(all));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
