// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.UUID;

/** Where copies lie for a while that the cache has no room for: the newest few only. */
final class Overflow {

    private static final int MOST = 32;

    private final Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    private final ArrayDeque<Path> kept = new ArrayDeque<>();
    private long count;

    Path place() {
        return folder.resolve("nightjar-overflow-" + UUID.randomUUID());
    }

    synchronized Path keep(Path file) {
        count++;
        kept.addLast(file);
        while (kept.size() > MOST) {
            CacheFolder.delete(kept.removeFirst());
        }
        return file;
    }

    synchronized long count() {
        return count;
    }
}
