// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a recording on a thread of its own. The job never waits for it, nor fails with it: what
 * comes faster than the disk takes it, or cannot be written, is dropped, counted and told. Each
 * second what was written is made readable, so that a crash costs no more.
 */
final class NightWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NightWriter.class);

    private static final int MOST_WAITING = 50_000;
    private static final long MOST_WAITING_BYTES = 256L << 20;
    private static final long FLUSH_EVERY_MILLIS = 1_000;
    private static final long CLOSE_WITHIN_SECONDS = 30;

    /** Something to write. */
    interface Note {
        Entry with(Blobs.Writer blobs) throws IOException;
    }

    private record Waiting(Note note, long bytes) {}

    private final BlockingQueue<Waiting> queue;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final NightFolder folder;
    private final boolean patient;
    private final InstantSource clock;
    private final Blobs.Writer blobs;
    private final BufferedWriter lines;
    private final Thread thread = new Thread(this::run, "recorder");

    /**
     * @param part the name of this part of the recording
     * @param patient whether whoever tells something waits until there is room: on a virtual clock
     */
    NightWriter(NightFolder folder, String part, InstantSource clock, boolean patient)
            throws IOException {
        this(folder, part, clock, patient, MOST_WAITING);
    }

    NightWriter(
            NightFolder folder, String part, InstantSource clock, boolean patient, int mostWaiting)
            throws IOException {
        queue = new LinkedBlockingQueue<>(mostWaiting);
        this.folder = folder;
        this.clock = clock;
        this.patient = patient;
        blobs = new Blobs.Writer(folder.blobs(part));
        var file = Files.newOutputStream(folder.entries(part), StandardOpenOption.CREATE_NEW);
        lines =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(file, 1 << 16, true), StandardCharsets.UTF_8));
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param bytes that wait with it, beyond what the job holds anyway
     */
    void tell(Note note, long bytes) {
        if (closing.get()) {
            dropped.incrementAndGet();
            return;
        }
        if (waitingBytes.addAndGet(bytes) > MOST_WAITING_BYTES && !patient) {
            drop(bytes);
        } else if (!isTaken(new Waiting(note, bytes))) {
            drop(bytes);
        }
    }

    private boolean isTaken(Waiting waiting) {
        // Whoever is interrupted loses nothing that there is room for.
        if (queue.offer(waiting)) {
            return true;
        }
        if (!patient) {
            return false;
        }
        try {
            queue.put(waiting);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void drop(long bytes) {
        waitingBytes.addAndGet(-bytes);
        if (dropped.getAndIncrement() == 0) {
            LOG.warn("The recording is too slow: what is dropped from now on is counted");
        }
    }

    long dropped() {
        return dropped.get();
    }

    long written() {
        return written.get();
    }

    private void run() {
        long flushed = System.nanoTime();
        try {
            while (!closing.get() || !queue.isEmpty()) {
                var next = queue.poll(FLUSH_EVERY_MILLIS / 4, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
                if (System.nanoTime() - flushed
                        >= TimeUnit.MILLISECONDS.toNanos(FLUSH_EVERY_MILLIS)) {
                    flush();
                    flushed = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The recording was broken off");
        } finally {
            end();
        }
    }

    /** Whatever goes wrong costs one entry: a full disk, or a value that no JSON can say. */
    private void write(Waiting waiting) {
        try {
            lines.write(Codec.text(waiting.note().with(blobs)));
            lines.newLine();
            written.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            if (dropped.getAndIncrement() == 0) {
                LOG.warn("The recording loses something: {}", e.toString());
            }
        } finally {
            waitingBytes.addAndGet(-waiting.bytes());
        }
    }

    /** Blobs first: an entry that can be read finds its own. */
    private void flush() {
        try {
            blobs.flush();
            lines.flush();
        } catch (IOException e) {
            LOG.warn("The recording cannot be written: {}", e.toString());
        }
    }

    private void end() {
        try (lines;
                blobs) {
            var last = new Entry.Closed(clock.millis(), written.get(), dropped.get());
            blobs.flush();
            lines.write(Codec.text(last));
            lines.newLine();
        } catch (IOException e) {
            LOG.warn("The recording's end cannot be written: {}", e.toString());
        }
        try {
            folder.count(written.get(), dropped.get());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The recording's counts cannot be written: {}", e.toString());
        }
    }

    /** Writes what waits, for a while. */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        // Who closes may have been interrupted long before: what was told is written all the same.
        boolean wasInterrupted = Thread.interrupted();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_WITHIN_SECONDS));
        } catch (InterruptedException e) {
            wasInterrupted = true;
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
