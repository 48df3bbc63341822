// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for one worker process: started when first needed, kept warm, replaced when it dies or is
 * killed. One request at a time.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerSettings settings;
    private final Tally tally;
    private Optional<WorkerProcess> process = Optional.empty();

    Worker(WorkerSettings settings, Tally tally) {
        this.settings = settings;
        this.tally = tally;
    }

    /**
     * Asks, and waits for the one answer. When the deadline nears, the worker is told to stop and,
     * should it not obey, killed. An interrupted wait leaves the request running: {@link #settle}.
     */
    Outcome<JsonNode> ask(ObjectNode request, Deadline deadline) throws InterruptedException {
        var grace = graceWithin(deadline);
        var soft = new Deadline(deadline.atMillis() - grace.toMillis(), deadline.clock());
        var ready = ready(soft);
        if (ready.isEmpty()) {
            return Outcome.lost(
                    soft.passed()
                            ? WorkerFailure.timedOut("no image worker became ready in time")
                            : Loss.transientTrouble(
                                    "the image worker does not start; check imaging.command"));
        }
        var conversation = new Conversation(ready.get(), request.path("id").asText());
        request.put("deadlineSeconds", soft.left().toMillis() / 1000.0);
        conversation.begin(request);
        var answer = conversation.answer(soft);
        if (answer.isEmpty()) {
            conversation.cancel();
            answer = conversation.answer(deadline);
        }
        return answer.map(this::outcome).orElseGet(() -> overdue(conversation));
    }

    /** After an interrupted {@link #ask}: cancels what runs, kills what does not obey. */
    void settle(String id) throws InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        var conversation = new Conversation(process.get(), id);
        conversation.cancel();
        conversation
                .answer(Deadline.in(settings.grace()))
                .ifPresentOrElse(this::outcome, this::kill);
    }

    synchronized void kill() {
        process.ifPresent(
                it -> {
                    LOG.warn("Image worker {} is killed", it.pid());
                    it.kill();
                    tally.killed.incrementAndGet();
                });
        process = Optional.empty();
    }

    synchronized void dismiss() {
        process.ifPresent(it -> it.dismiss(settings.grace()));
        process = Optional.empty();
    }

    private Outcome<JsonNode> outcome(Conversation.Answer answer) {
        if (answer.end() == Conversation.End.GONE) {
            tally.died.incrementAndGet();
            forget();
        } else if (answer.end() == Conversation.End.SPENT) {
            kill();
        }
        return answer.outcome();
    }

    private Outcome<JsonNode> overdue(Conversation conversation) {
        kill();
        return Outcome.lost(
                WorkerFailure.timedOut(
                        "the image worker did not answer in time"
                                + conversation.lastSeen()
                                + " and was killed"));
    }

    private synchronized void forget() {
        process = Optional.empty();
    }

    private Duration graceWithin(Deadline deadline) {
        var quarter = deadline.left().dividedBy(4);
        return quarter.compareTo(settings.grace()) < 0 ? quarter : settings.grace();
    }

    private Optional<WorkerProcess> ready(Deadline deadline) throws InterruptedException {
        var warm = process.filter(WorkerProcess::isAlive);
        return warm.isPresent() ? warm : started(deadline);
    }

    private Optional<WorkerProcess> started(Deadline deadline) throws InterruptedException {
        var program = settings.command().get(0);
        try {
            var started = start();
            var first = started.next(deadline.leftAtMost(settings.start()));
            if (first.filter(Worker::isReady).isPresent()) {
                LOG.info("Image worker {} ({}) is ready", started.pid(), program);
                return Optional.of(started);
            }
            LOG.error("An image worker ({}) did not become ready", program);
            kill();
        } catch (IOException e) {
            LOG.error("Cannot start {}: {}", program, e.getMessage());
        }
        return Optional.empty();
    }

    private static boolean isReady(Message message) {
        return message instanceof Message.Said said && said.status().equals("ready");
    }

    private synchronized WorkerProcess start() throws IOException {
        if (process.isPresent()) {
            tally.died.incrementAndGet();
        }
        var started = WorkerProcess.start(settings);
        process = Optional.of(started);
        tally.started.incrementAndGet();
        return started;
    }
}
