// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import nightjar.job.doors.Ports;
import nightjar.model.Ended;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.Stored;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Plans;
import nightjar.model.port.Port;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what comes in, what the neighbours answer, and what comes out. */
public final class Recorder implements Ports {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private static final AtomicLong OPENED = new AtomicLong();

    /** Longer answers lie among the blobs. */
    private static final int SHORT_CHARACTERS = 4_000;

    private final NightWriter writer;
    private final Ports inner;
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::finish, "recorder-end");

    /**
     * @param inner what lies between this and the neighbours
     * @param patient whether the job waits for the recording, as only one without a real clock may
     */
    public Recorder(Path folder, Ports inner, boolean patient) throws IOException {
        this.inner = inner;
        var part =
                "%013d-%d-%d"
                        .formatted(
                                System.currentTimeMillis(),
                                ProcessHandle.current().pid(),
                                OPENED.incrementAndGet());
        writer = new NightWriter(new NightFolder(folder), part, inner.clock(), patient);
        // A night often ends by Ctrl-C.
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public InstantSource clock() {
        return inner.clock();
    }

    @Override
    public <T> T at(Class<T> port, Supplier<T> real) {
        var behind = inner.at(port, real);
        if (behind instanceof ObjectStore store) {
            return port.cast(new RecordingStore(store, this, own));
        }
        if (behind instanceof ImageWorkers workers) {
            return port.cast(new RecordingWorkers(workers, this));
        }
        if (behind instanceof Plans plans) {
            return port.cast(new OverheardPlans(plans, this::told));
        }
        return port.cast(
                Proxy.newProxyInstance(
                        Recorder.class.getClassLoader(),
                        new Class<?>[] {port},
                        new RecordingPort(port, behind, this)));
    }

    @Override
    public <I, O> Port<I, O> heard(String what, Port<I, O> stage) {
        return new Port<>() {
            @Override
            public Outcome<O> ask(I question, Deadline deadline) throws InterruptedException {
                heard(what, question);
                return stage.ask(question, deadline);
            }

            @Override
            public void close() {
                stage.close();
            }
        };
    }

    private void heard(String what, Object question) {
        long now = clock().millis();
        if (question instanceof Received record) {
            writer.tell(blobs -> new Entry.Heard(what, now, record), record.value().length);
        } else if (question instanceof Ended end) {
            writer.tell(blobs -> new Entry.Ending(now, end), 0);
        }
    }

    private void told(Stored plan, boolean recorded, List<Long> alerts) {
        long now = clock().millis();
        writer.tell(blobs -> new Entry.Told(now, plan, recorded, alerts), 0);
    }

    /** A question of which the answer is being waited for. */
    final class Asked {
        private final String key;
        private final String by = Question.by();
        private final long atMillis = clock().millis();

        private Asked(String key) {
            this.key = key;
        }

        void done(Object value) {
            write(Entry.How.DONE, value, Map.of());
        }

        /** As it was wanted. */
        void same() {
            same(Map.of());
        }

        /**
         * @param files what came with it; without content what is pixels
         */
        void same(Map<String, byte[]> files) {
            write(Entry.How.SAME, "", files);
        }

        void done(Object value, Map<String, byte[]> files) {
            write(Entry.How.DONE, value, files);
        }

        void lost(Loss loss) {
            write(Entry.How.LOST, loss, Map.of());
        }

        /** Whoever asked was interrupted. */
        void never() {
            write(Entry.How.NEVER, "", Map.of());
        }

        private void write(Entry.How how, Object value, Map<String, byte[]> files) {
            long now = clock().millis();
            long bytes = files.values().stream().mapToLong(file -> file.length).sum();
            writer.tell(blobs -> entry(now, how, value, files, blobs), bytes);
        }

        private Entry entry(
                long now,
                Entry.How how,
                Object value,
                Map<String, byte[]> files,
                Blobs.Writer blobs)
                throws IOException {
            var said = value.equals("") ? "" : Codec.text(value);
            var blob = "";
            if (said.length() > SHORT_CHARACTERS) {
                blob = blobs.keep(said.getBytes(StandardCharsets.UTF_8));
                said = "";
            }
            var kept = new TreeMap<String, String>();
            for (var file : files.entrySet()) {
                boolean pixels = file.getValue() == RecordingWorkers.PIXELS;
                kept.put(file.getKey(), pixels ? "" : blobs.keep(file.getValue()));
            }
            return new Entry.Answered(key, by, atMillis, now, how, said, blob, kept);
        }
    }

    Asked asked(String key) {
        return new Asked(key);
    }

    /** Entries that were kept. */
    public long written() {
        return writer.written();
    }

    /** Entries that were not kept. */
    public long dropped() {
        return writer.dropped();
    }

    private void finish() {
        writer.close();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        finish();
        inner.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what closes this.
        }
        if (writer.dropped() > 0) {
            LOG.warn(
                    "{} entries were recorded, {} were dropped",
                    writer.written(),
                    writer.dropped());
        } else {
            LOG.info("{} entries were recorded, none was dropped", writer.written());
        }
    }
}
