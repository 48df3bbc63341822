// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.command;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where products go: made where it is not there, and gone again where nothing came of it. */
final class OutFolder implements AutoCloseable {
    private final Path folder;

    /** Those that were not there, the innermost first. */
    private final List<Path> made;

    private boolean kept;

    private OutFolder(Path folder, List<Path> made) {
        this.folder = folder;
        this.made = made;
    }

    static OutFolder of(Path folder) throws IOException {
        var made = new ArrayList<Path>();
        Path at = folder.toAbsolutePath().normalize();
        while (at != null && !Files.exists(at)) {
            made.add(at);
            at = at.getParent();
        }
        Files.createDirectories(folder);
        return new OutFolder(folder, made);
    }

    boolean isWritable() {
        return Files.isDirectory(folder) && Files.isWritable(folder);
    }

    /** There is something in it now. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        for (Path path : kept ? List.<Path>of() : made) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
