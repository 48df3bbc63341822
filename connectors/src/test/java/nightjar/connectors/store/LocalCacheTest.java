// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.model.Stored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCacheTest {

    private final Path temp;
    private final AtomicLong now = new AtomicLong(1_000_000);

    LocalCacheTest(@TempDir Path temp) {
        this.temp = temp;
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() throws IOException {
        var cache = cache(250);
        var first = keep(cache, "first");
        var second = keep(cache, "second");
        now.addAndGet(60_000);
        assertThat(cache.find(first, 100)).isPresent();
        now.addAndGet(60_000);
        keep(cache, "third");
        assertThat(cache.find(second, 100)).isEmpty();
        assertThat(cache.find(first, 100)).isPresent();
        assertThat(cache.counts().evictions()).isEqualTo(1);
        assertThat(cache.counts().bytes()).isEqualTo(200);
    }

    @Test
    void whatWasJustHandedOutIsNotTakenAway() throws IOException {
        var cache = cache(250);
        var all = new String[] {keep(cache, "a"), keep(cache, "b"), keep(cache, "c")};
        for (var sha256 : all) {
            assertThat(cache.find(sha256, 100)).isPresent();
        }
        now.addAndGet(60_000);
        keep(cache, "d");
        assertThat(cache.counts().bytes()).isLessThanOrEqualTo(250);
    }

    @Test
    void copiesOutliveTheJob() throws IOException {
        var sha256 = keep(cache(1000), "it");
        assertThat(cache(1000).find(sha256, 100)).isPresent();
    }

    @Test
    void aCopyThatACrashHasSpoiledIsNotUsed() throws IOException {
        var sha256 = keep(cache(1000), "it");
        var file = temp.resolve(sha256);
        Files.delete(file);
        Files.write(file, new byte[100]);
        var cache = cache(1000);
        assertThat(cache.find(sha256, 100)).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(cache.counts().bytes()).isZero();
    }

    @Test
    void aCopyThatSomebodyDeletedIsAMiss() throws IOException {
        var cache = cache(1000);
        var sha256 = keep(cache, "it");
        Files.delete(temp.resolve(sha256));
        assertThat(cache.find(sha256, 100)).isEmpty();
        assertThat(cache.counts().misses()).isEqualTo(1);
    }

    @Test
    void withoutAFolderCopiesLieElsewhereAndNothingIsLost() throws IOException {
        var notAFolder = Files.writeString(temp.resolve("file"), "in the way");
        var cache = new LocalCache(notAFolder, 1000, Duration.ofSeconds(30), now::get);
        var stores = new Stores(Map.of("file", new FileObjects()), cache);
        var body = Files.write(temp.resolve("body"), new byte[100]);
        Stored stored =
                stores.keep(temp.resolve("objects").toUri().toString(), body, "")
                        .asValue()
                        .orElseThrow();
        var local = stores.local(stored).asValue().orElseThrow();
        assertThat(local).hasSameBinaryContentAs(body);
        assertThat(cache.counts().overflows()).isPositive();
        Files.delete(local);
    }

    @Test
    void whatACrashLeftHalfWrittenIsSweptAway() throws IOException {
        var old = Files.write(temp.resolve(".old.part"), new byte[10]);
        var young = Files.write(temp.resolve(".young.part"), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 7_200_000));
        cache(1000);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void manyReadersAtOnceLeaveItsBooksInOrder() throws Exception {
        var cache = new LocalCache(temp, 1000, Duration.ZERO, now::get);
        var names = new java.util.ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            names.add(keep(cache, "copy " + i));
        }
        var pool = java.util.concurrent.Executors.newFixedThreadPool(4);
        try {
            var rounds = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (int t = 0; t < 4; t++) {
                var dice = new java.util.Random(20_261_120 + t);
                rounds.add(pool.submit(() -> readSome(cache, names, dice)));
            }
            for (var round : rounds) {
                assertThat(round.get()).isPositive();
            }
        } finally {
            pool.shutdownNow();
        }
        var counts = cache.counts();
        assertThat(counts.hits() + counts.misses()).isEqualTo(4 * 200);
        assertThat(counts.evictions()).isPositive();
        assertThat(counts.bytes()).isLessThanOrEqualTo(1000);
        try (var files = Files.list(temp)) {
            assertThat(files.count() * 100).isEqualTo(counts.bytes());
        }
    }

    private int readSome(LocalCache cache, java.util.List<String> names, java.util.Random dice)
            throws IOException {
        int read = 0;
        for (int i = 0; i < 200; i++) {
            now.incrementAndGet();
            int one = dice.nextInt(names.size());
            var found = cache.find(names.get(one), 100);
            if (found.isPresent()) {
                read++;
            } else {
                keep(cache, "copy " + one);
            }
        }
        return read;
    }

    private LocalCache cache(long mostBytes) {
        return new LocalCache(temp, mostBytes, Duration.ofSeconds(30), now::get);
    }

    private static String keep(LocalCache cache, String content) throws IOException {
        var place = cache.place(100);
        Files.writeString(place, String.format("%100s", content));
        var sha256 = Digest.SHA256.hex(place);
        cache.keep(sha256, 100, place);
        return sha256;
    }
}
