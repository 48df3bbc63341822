// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import nightjar.connectors.apdb.LineageBook;
import nightjar.model.port.CompletedCheckpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the lineage's newest complete checkpoint down, off the task's thread. While Cassandra is
 * away nothing is announced either, so that a missing note does no harm; the next one is tried.
 */
final class CheckpointNotes implements CompletedCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointNotes.class);

    private final String lineage;
    private final Supplier<LineageBook> book;
    private final boolean olderAllowed;
    private final AtomicLong newest = new AtomicLong();
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    task -> {
                        var thread = new Thread(task, "checkpoint-notes");
                        thread.setDaemon(true);
                        return thread;
                    });
    private long written;

    /**
     * @param book opened when the first note is written; may throw the driver's exceptions
     * @param olderAllowed whether it is meant that an older checkpoint is gone on from
     */
    CheckpointNotes(String lineage, Supplier<LineageBook> book, boolean olderAllowed) {
        this.lineage = lineage;
        this.book = book;
        this.olderAllowed = olderAllowed;
    }

    @Override
    public void begun() {
        try {
            book.get().begun(lineage);
        } catch (DriverException e) {
            LOG.warn("the start of lineage {} could not be noted: {}", lineage, e.toString());
        }
    }

    @Override
    public void completed(long number) {
        newest.set(number);
        writer.execute(this::write);
    }

    private void write() {
        long number = newest.get();
        if (number == written) {
            return; // an outage's notes are written as one
        }
        try {
            book.get().completed(lineage, number);
            written = number;
        } catch (DriverException e) {
            LOG.warn(
                    "checkpoint {} of lineage {} could not be noted: {}",
                    number,
                    lineage,
                    e.toString());
        }
    }

    /** Unknown while Cassandra is away: a restart after a failure must not wait for it here. */
    @Override
    public OptionalLong newest() {
        if (olderAllowed) {
            return OptionalLong.empty();
        }
        try {
            var note = book.get().of(lineage);
            return note.isEmpty() ? OptionalLong.empty() : OptionalLong.of(note.get().checkpoint());
        } catch (DriverException e) {
            LOG.warn(
                    "the newest checkpoint of lineage {} is not to be had: {}",
                    lineage,
                    e.toString());
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
