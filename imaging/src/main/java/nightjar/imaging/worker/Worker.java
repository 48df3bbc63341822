// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Extras;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears requests and answers each exactly once. Requests run one after another on a thread of their
 * own, so that a cancel is heard while one runs; work that does not notice its end within a second
 * is ended with the process.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * So that an answer comes within a second whatever the work does. An image of 4096 px asks
     * every half second of processor time at the latest whether it is still wanted.
     */
    private static final long GRACE_MILLIS = 900;

    private static final double NO_DEADLINE_SECONDS = 900;

    private final Replies replies;
    private final IntConsumer exit;
    private final ExecutorService bench = Executors.newSingleThreadExecutor(daemon("difference"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(daemon("deadline"));
    private volatile Running running = Running.NONE;

    Worker(Replies replies, IntConsumer exit) {
        this.replies = replies;
        this.exit = exit;
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void ready() {
        replies.ready();
    }

    /** One line of input. */
    void hear(String line) {
        if (line.isBlank()) {
            return;
        }
        JsonNode request;
        try {
            request = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            replies.failed("", FailureCause.INTERNAL, "request is not JSON");
            return;
        }
        String id = request.path("id").asText("");
        String op = request.path("op").asText("");
        switch (op) {
            case "cancel" -> cancel(id);
            case "difference", "force" -> start(id, op, request);
            default -> replies.failed(id, FailureCause.INTERNAL, "unknown op '" + op + "'");
        }
    }

    private void cancel(String id) {
        Running current = running;
        if (current.id().equals(id)) {
            current.stop(FailureCause.CANCELLED);
            overdue(current);
        }
    }

    private void start(String id, String op, JsonNode request) {
        var mine = new Running(id, replies);
        if (!running.id().isEmpty()) {
            replies.failed(id, FailureCause.INTERNAL, "busy with another request");
            return;
        }
        running = mine;
        double seconds = request.path("deadlineSeconds").asDouble(NO_DEADLINE_SECONDS);
        long millis = Math.max(0, (long) (1000 * seconds));
        ScheduledFuture<?> timer =
                clock.schedule(() -> expire(mine), millis, TimeUnit.MILLISECONDS);
        var unused = bench.submit(() -> run(mine, op, request, timer));
    }

    private void expire(Running which) {
        which.stop(FailureCause.DEADLINE);
        overdue(which);
    }

    private void overdue(Running which) {
        var unused =
                clock.schedule(
                        () -> {
                            if (running.equals(which)) {
                                which.failed(which.stopCause(), "work did not end in time");
                                exit.accept(3);
                            }
                        },
                        GRACE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private void run(Running mine, String op, JsonNode request, ScheduledFuture<?> timer) {
        try {
            Runnable answer = op.equals("force") ? force(mine, request) : difference(mine, request);
            // free before the answer: the next request may come at once
            running = Running.NONE;
            answer.run();
        } catch (OutOfMemoryError e) {
            mine.failed(FailureCause.OUT_OF_MEMORY, "the heap is too small for this image");
            exit.accept(4);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} hit a bug", mine.id(), e);
            running = Running.NONE;
            mine.failed(FailureCause.INTERNAL, e.getClass().getSimpleName() + " in the engine");
        } finally {
            timer.cancel(false);
        }
    }

    private Runnable difference(Running mine, JsonNode request) {
        if (!request.hasNonNull("work")) {
            return () -> mine.failed(FailureCause.INTERNAL, "request has no work folder");
        }
        var result = DifferenceEngine.difference(parse(request), mine);
        return () ->
                result.fold(
                        summary -> mine.done(summary),
                        (cause, detail) -> failed(mine, cause, detail));
    }

    private Runnable force(Running mine, JsonNode request) {
        if (!request.hasNonNull("work") || !request.hasNonNull("positions")) {
            return () -> mine.failed(FailureCause.INTERNAL, "request has no work or positions");
        }
        Result<Integer> result =
                DifferenceEngine.force(
                        Path.of(request.path("work").asText()),
                        Path.of(request.path("positions").asText()),
                        mine);
        return () ->
                result.fold(
                        rows -> mine.done(JSON.createObjectNode().put("rows", rows)),
                        (cause, detail) -> failed(mine, cause, detail));
    }

    private boolean failed(Running mine, FailureCause cause, String detail) {
        boolean first = mine.failed(cause, detail);
        if (cause == FailureCause.OUT_OF_MEMORY) {
            // what else did not get its memory nobody knows: another process goes on
            exit.accept(4);
        }
        return first;
    }

    private static DifferenceRequest parse(JsonNode request) {
        var snaps = new ArrayList<DifferenceRequest.Snap>();
        for (JsonNode s : request.path("snaps")) {
            snaps.add(
                    new DifferenceRequest.Snap(
                            Path.of(s.path("path").asText()),
                            s.path("exposure").asLong(),
                            number(s, "midpointMjdTai"),
                            number(s, "exposureSeconds")));
        }
        return new DifferenceRequest(
                Path.of(request.path("work").asText()),
                request.path("visit").asLong(),
                request.path("detector").asInt(),
                request.path("band").asText(""),
                snaps,
                paths(request, "templates"),
                Extras.NONE,
                paths(request, "calibrations"));
    }

    private static List<Path> paths(JsonNode request, String key) {
        var paths = new ArrayList<Path>();
        request.path(key).forEach(path -> paths.add(Path.of(path.asText())));
        return paths;
    }

    private static OptionalDouble number(JsonNode node, String key) {
        JsonNode v = node.path(key);
        return v.isNumber() ? OptionalDouble.of(v.asDouble()) : OptionalDouble.empty();
    }
}
