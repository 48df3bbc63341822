// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every object store must do, whatever its scheme. */
abstract class ObjectStoreContract {

    final Path temp;
    private Stores store;
    private String folder = "";

    ObjectStoreContract(Path temp) {
        this.temp = temp;
        this.store = Stores.ofFiles(temp.resolve("first"), 1);
    }

    /** The store to be tested, with its cache in this folder. */
    abstract Stores open(LocalCache cache);

    /** URI of a folder that is there and empty, with its last slash. */
    abstract String emptyFolder();

    LocalCache cache() {
        return LocalCache.shared(temp.resolve("cache"), 100 << 20);
    }

    @BeforeEach
    void openStore() {
        store = open(cache());
        folder = emptyFolder() + UUID.randomUUID() + "/";
    }

    @Test
    void whatIsPutIsThere() {
        var uri = folder + "a/b+c/object.json";
        assertThat(store.exists(uri)).isFalse();
        assertThat(store.put(uri, bytes("hello")).asValue()).contains(uri);
        assertThat(store.exists(uri)).isTrue();
        assertThat(value(store.get(uri))).isEqualTo(bytes("hello"));
    }

    @Test
    void aSecondPutOverwrites() {
        store.put(folder + "it", bytes("first, and longer"));
        store.put(folder + "it", bytes("second"));
        assertThat(value(store.get(folder + "it"))).isEqualTo(bytes("second"));
    }

    @Test
    void anEmptyObjectIsAnObject() {
        store.put(folder + "empty", new byte[0]);
        assertThat(store.exists(folder + "empty")).isTrue();
        assertThat(value(store.get(folder + "empty"))).isEmpty();
        assertThat(value(store.head(folder + "empty", 10))).isEmpty();
    }

    @Test
    void theBeginningOfAnObjectCanBeReadAlone() {
        store.put(folder + "it", bytes("0123456789"));
        assertThat(value(store.head(folder + "it", 4))).isEqualTo(bytes("0123"));
        assertThat(value(store.head(folder + "it", 400))).isEqualTo(bytes("0123456789"));
        assertThat(value(store.head(folder + "it", 0))).isEmpty();
    }

    @Test
    void whatIsNotThereIsToldInOneWay() {
        var uri = folder + "nothing";
        isNotFound(store.get(uri));
        isNotFound(store.head(uri, 10));
        isNotFound(store.head(uri, 0));
        isNotFound(store.fetch(uri, temp.resolve("never")));
        isNotFound(store.local(new nightjar.model.Stored(uri, "ab".repeat(32), 4)));
        assertThat(temp.resolve("never")).doesNotExist();
    }

    private static void isNotFound(Outcome<?> outcome) {
        var loss = outcome.asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.RETRIABLE);
        assertThat(loss.why()).startsWith("not found");
    }

    @Test
    void aFileGoesThereAndBack() throws IOException {
        var file = someFile(3_000_000);
        assertThat(store.putFile(folder + "file", file).isDone()).isTrue();
        var back = value(store.fetch(folder + "file", temp.resolve("sub/back.fits")));
        assertThat(back).hasSameBinaryContentAs(file);
        try (var files = Files.list(temp.resolve("sub"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsKeptIsNamedByItsDigest() throws IOException {
        var file = someFile(100_000);
        var stored = value(store.keep(folder + "products", file, ".tar"));
        assertThat(stored.uri()).isEqualTo(folder + "products/" + stored.sha256() + ".tar");
        assertThat(stored.bytes()).isEqualTo(100_000);
        assertThat(value(store.get(stored.uri()))).isEqualTo(Files.readAllBytes(file));
        assertThat(value(store.keep(folder + "products/", file, ".tar"))).isEqualTo(stored);
    }

    @Test
    void whatWasKeptHereIsReadFromTheCache() throws IOException {
        var file = someFile(50_000);
        var stored = value(store.keep(folder, file, ""));
        long hits = store.cacheCounts().hits();
        assertThat(value(store.local(stored))).hasSameBinaryContentAs(file);
        assertThat(store.cacheCounts().hits()).isEqualTo(hits + 1);
    }

    @Test
    void whatWasKeptElsewhereIsFetchedOnce() throws IOException {
        var file = someFile(50_000);
        var stored = value(store.keep(folder, file, ""));
        var other = open(LocalCache.shared(temp.resolve("other"), 1 << 20));
        assertThat(value(other.local(stored))).hasSameBinaryContentAs(file);
        assertThat(value(other.local(stored))).hasSameBinaryContentAs(file);
        assertThat(other.cacheCounts().misses()).isEqualTo(1);
        assertThat(other.cacheCounts().hits()).isEqualTo(1);
    }

    @Test
    void anObjectThatIsNotWhatItsNameSaysIsNotTaken() throws IOException {
        var stored = value(store.keep(folder, someFile(1000), ""));
        store.put(stored.uri(), new byte[1000]);
        var other = open(LocalCache.shared(temp.resolve("other"), 1 << 20));
        var loss = other.local(stored).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(loss.why()).contains("digest");
        try (var files = Files.list(temp.resolve("other"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anotherSchemeIsInvalid() {
        assertThat(store.get("gopher://hole/x").asLoss().map(Loss::cause)).contains(Cause.INVALID);
        assertThat(store.get("just a name").asLoss().map(Loss::cause)).contains(Cause.INVALID);
    }

    Path someFile(int bytes) throws IOException {
        var body = new byte[bytes];
        new Random(20_261_120 + bytes).nextBytes(body);
        return Files.write(Files.createTempFile(temp, "some", ".bin"), body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static <T> T value(Outcome<T> outcome) {
        return outcome.fold(
                it -> it,
                loss -> {
                    throw new AssertionError(loss.toString());
                });
    }
}
