// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.connectors.http.Http;
import nightjar.model.Loss;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes metrics to Sasquatch from a thread of its own. It never makes anybody wait: what finds no
 * room in the queue is dropped, what cannot be sent is not tried again; both are counted, and
 * logged now and then.
 */
public final class SasquatchClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SasquatchClient.class);
    private static final long LOGGED_EVERY = 100;

    /**
     * What became of the measurements.
     *
     * @param sent taken by Sasquatch
     * @param failed not taken
     * @param dropped found no room to wait
     * @param waiting not sent yet
     */
    public record Counts(long sent, long failed, long dropped, int waiting) {}

    private final SasquatchCalls calls;
    private final BlockingQueue<Measurement> waiting;
    private final Thread sender;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    public SasquatchClient(Http http, SasquatchSettings settings) {
        this.calls = new SasquatchCalls(http, settings);
        this.waiting = new ArrayBlockingQueue<>(settings.waiting());
        this.sender = new Thread(this::sendAll, "sasquatch");
        sender.setDaemon(true);
        sender.start();
    }

    /** Takes a measurement to be sent some time; false when it was dropped. Never blocks. */
    public boolean offer(Measurement measured) {
        boolean taken = waiting.offer(measured);
        if (!taken && dropped.getAndIncrement() % LOGGED_EVERY == 0) {
            LOG.warn("metrics are dropped: Sasquatch is slower than they come");
        }
        return taken;
    }

    private void sendAll() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void send(Measurement measured) throws InterruptedException {
        try {
            calls.send(measured)
                    .match(it -> sent.incrementAndGet(), loss -> failed(measured, loss));
        } catch (RuntimeException e) {
            // Not even a bug here may end the sending: metrics are the least of all promises.
            failed(measured, Loss.failed(e.toString()));
        }
    }

    private void failed(Measurement measured, Loss loss) {
        if (failed.getAndIncrement() % LOGGED_EVERY == 0) {
            LOG.warn("metric {} is lost: {}", measured.metric(), loss.why());
        }
    }

    public Counts counts() {
        return new Counts(sent.get(), failed.get(), dropped.get(), waiting.size());
    }

    /** Gives up what still waits. */
    @Override
    public void close() {
        sender.interrupt();
    }
}
