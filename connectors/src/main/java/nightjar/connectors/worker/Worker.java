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
        var soft = new Deadline(deadline.atMillis() - grace.toMillis());
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
        process.ifPresent(WorkerProcess::dismiss);
        process = Optional.empty();
    }

    private Outcome<JsonNode> outcome(Conversation.Answer answer) {
        if (answer.end() == Conversation.End.GONE) {
            tally.died.incrementAndGet();
            forget();
        } else if (answer.end() == Conversation.End.NONSENSE) {
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
        var tenth = deadline.left().dividedBy(10);
        return tenth.compareTo(settings.grace()) < 0 ? tenth : settings.grace();
    }

    private Optional<WorkerProcess> ready(Deadline deadline) throws InterruptedException {
        if (process.filter(WorkerProcess::isAlive).isPresent()) {
            return process;
        }
        try {
            start();
        } catch (IOException e) {
            LOG.error("Cannot start {}: {}", settings.command().get(0), e.getMessage());
            return Optional.empty();
        }
        var first = process.orElseThrow().next(deadline.leftAtMost(settings.start()));
        if (first.isPresent()
                && first.get() instanceof Message.Said said
                && said.status().equals("ready")) {
            LOG.info("Image worker {} is ready: {}", process.orElseThrow().pid(), said.line());
            return process;
        }
        LOG.error("An image worker ({}) did not become ready", settings.command().get(0));
        kill();
        return Optional.empty();
    }

    private synchronized void start() throws IOException {
        if (process.isPresent()) {
            tally.died.incrementAndGet();
        }
        process = Optional.of(WorkerProcess.start(settings));
        tally.started.incrementAndGet();
    }
}
