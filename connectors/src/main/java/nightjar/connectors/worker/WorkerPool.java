// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/**
 * Image workers as child processes. A worker is started when first needed and kept; one that dies,
 * hangs or talks nonsense costs its one request and is replaced at the next.
 *
 * <p>The one used last is used first, so that few stay warm rather than all lukewarm.
 */
public final class WorkerPool implements ImageWorkers {

    private final List<Worker> workers;
    private final List<Path> calibrations;
    private final BlockingDeque<Worker> free;
    private final Tally tally = new Tally();
    private final AtomicLong ids = new AtomicLong();
    private final ExecutorService settling =
            Executors.newCachedThreadPool(
                    task -> {
                        var thread = new Thread(task, "worker-settling");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** With no calibrations but those that a request has. */
    public WorkerPool(WorkerSettings settings) {
        this(settings, List.of());
    }

    /**
     * @param calibrations files or folders that every difference is told of, besides its own
     */
    public WorkerPool(WorkerSettings settings, List<Path> calibrations) {
        this.calibrations = List.copyOf(calibrations);
        this.workers =
                Stream.generate(() -> new Worker(settings, tally))
                        .limit(settings.workers())
                        .toList();
        this.free = new LinkedBlockingDeque<>(workers);
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline)
            throws InterruptedException {
        var json = request("difference", request.work());
        json.put("visit", request.visit());
        json.put("detector", request.detector());
        json.put("band", request.band());
        var snaps = json.putArray("snaps");
        request.snaps().forEach(snap -> snaps.addObject().put("path", snap.toString()));
        var templates = json.putArray("templates");
        request.templates().forEach(template -> templates.add(template.toString()));
        var told = json.putArray("calibrations");
        request.calibrations().forEach(calibration -> told.add(calibration.toString()));
        calibrations.forEach(calibration -> told.add(calibration.toString()));
        return ask(json, deadline).then(SummaryJson::read);
    }

    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline)
            throws InterruptedException {
        var json = request("force", work).put("positions", positions.toString());
        var forced = work.resolve("forced.csv");
        return ask(json, deadline)
                .then(
                        done ->
                                Files.isReadable(forced)
                                        ? Outcome.done(forced)
                                        : Outcome.lost(
                                                WorkerFailure.broken(
                                                        "the image worker left no forced.csv")));
    }

    /** What has happened to the workers. */
    public WorkerCounts counts() {
        return tally.counts();
    }

    @Override
    public void close() {
        settling.shutdownNow();
        workers.forEach(Worker::dismiss);
    }

    private Outcome<JsonNode> ask(ObjectNode request, Deadline deadline)
            throws InterruptedException {
        var worker = free.pollFirst(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        if (worker == null) {
            return Outcome.lost(
                    WorkerFailure.timedOut(
                            "none of " + workers.size() + " image workers became free in time"));
        }
        boolean settled = false;
        try {
            var answer = worker.ask(request, deadline);
            settled = true;
            return answer;
        } finally {
            if (settled) {
                free.putFirst(worker);
            } else {
                settling.execute(() -> settle(worker, request.path("id").asText()));
            }
        }
    }

    private void settle(Worker worker, String id) {
        try {
            worker.settle(id);
        } catch (InterruptedException e) {
            worker.kill();
            Thread.currentThread().interrupt();
        } finally {
            free.addFirst(worker);
        }
    }

    private ObjectNode request(String op, Path work) {
        return WorkerProcess.JSON
                .createObjectNode()
                .put("id", Long.toString(ids.incrementAndGet()))
                .put("op", op)
                .put("work", work.toString());
    }
}
