// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.job.config.ConfigurationException;

/**
 * Held by who changes what runs in a cluster's folder: two that did so at once would start
 * processes that neither knows of. It goes with its holder, however that ends.
 */
final class FolderLock implements AutoCloseable {

    private static final int LONGEST_PID = 20;

    /** A file's locks are the whole JVM's, and go when it closes any of its channels. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What is done by its holder. */
    interface Work<T> {
        T done(FolderLock lock) throws IOException, InterruptedException;
    }

    /**
     * Takes it at once, for as long as the work lasts.
     *
     * @param folder which exists
     * @throws ConfigurationException when another command has it
     */
    static <T> T holding(Path folder, Work<T> work) throws IOException, InterruptedException {
        try (var lock = take(folder)) {
            return work.done(lock);
        }
    }

    private static FolderLock take(Path folder) throws IOException {
        var file = folder.resolve("cluster.lock");
        if (!HELD.add(file)) {
            throw busy(folder, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new FolderLock(file, locked(folder, file));
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel locked(Path folder, Path file) throws IOException {
        while (true) {
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                var holder = words(channel);
                channel.close();
                throw busy(folder, holder);
            }
            if (Files.exists(file)) {
                channel.truncate(0);
                var pid = Long.toString(ProcessHandle.current().pid());
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
                return channel;
            }
            channel.close(); // its holder took the folder away
        }
    }

    private static String words(FileChannel channel) throws IOException {
        var read = ByteBuffer.allocate(LONGEST_PID);
        channel.read(read, 0);
        return new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII);
    }

    private static ConfigurationException busy(Path folder, String holder) {
        return new ConfigurationException(
                "another command works on %s (process %s): wait until it has ended"
                        .formatted(folder, holder));
    }

    /** Takes its file away, too; still held. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
