// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Deleting temporary folders, also while a dying process still writes into them. */
public final class Folders {

    private static final int SWEEPS = 20;

    private Folders() {}

    /** Deletes the folder and all in it; false when something stays. */
    public static boolean delete(Path folder) throws InterruptedException {
        for (int sweep = 0; sweep < SWEEPS && Files.exists(folder); sweep++) {
            if (!deleteOnce(folder)) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
        }
        return !Files.exists(folder);
    }

    private static boolean deleteOnce(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            boolean all = true;
            for (Path path : deepestFirst) {
                all &= tryDelete(path);
            }
            return all;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean tryDelete(Path path) {
        try {
            Files.deleteIfExists(path);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
