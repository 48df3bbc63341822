// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder that can be full: a small tmpfs where this process may mount one (it is root), else a
 * folder that cannot be written to while it is full.
 */
final class SmallDisk implements AutoCloseable {

    private static final String FILLER = "filler";
    private static final int BLOCK = 1 << 16;

    private final Path folder;
    private final boolean isMounted;

    private SmallDisk(Path folder, boolean isMounted) {
        this.folder = folder;
        this.isMounted = isMounted;
    }

    /** Makes the folder, empty. */
    static SmallDisk at(Path folder, int sizeMiB) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var options = "size=" + sizeMiB + "m";
        boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "nightjar", folder.toString());
        return new SmallDisk(folder, mounted);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** From now on nothing more can be written. */
    void fill() throws IOException {
        if (!isMounted) {
            writable(false);
            return;
        }
        for (int size = BLOCK; size > 0; size /= 16) {
            fillWith(new byte[size]);
        }
    }

    private void fillWith(byte[] block) throws IOException {
        try (var out =
                Files.newOutputStream(
                        folder.resolve(FILLER),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.APPEND)) {
            while (folder.toFile().exists()) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!Files.exists(folder.resolve(FILLER))) {
                throw e; // not full, but not there
            }
        }
    }

    /** There is room again. */
    void free() throws IOException {
        if (isMounted) {
            Files.deleteIfExists(folder.resolve(FILLER));
        } else {
            writable(true);
        }
    }

    private void writable(boolean can) throws IOException {
        try (var inside = Files.walk(folder)) {
            for (var path : inside.filter(Files::isDirectory).toList()) {
                if (!path.toFile().setWritable(can)) {
                    throw new IOException("cannot change who may write into " + path);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        free();
        if (isMounted) {
            try {
                run("umount", "--lazy", folder.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
