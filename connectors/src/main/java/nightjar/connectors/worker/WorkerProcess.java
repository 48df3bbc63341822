// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One child process that speaks the worker protocol. */
final class WorkerProcess implements Peer {

    /** Python's json writes NaN and Infinity as such. */
    static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    // A worker that talks faster than it is listened to has to wait.
    private static final int UNREAD = 256;
    private static final Duration EXIT = Duration.ofSeconds(1);

    private final Process process;
    private final OutputStream stdin;
    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(UNREAD);
    private final LastWords lastWords = new LastWords();
    private final Thread listener;

    private WorkerProcess(Process process) {
        this.process = process;
        this.stdin = process.getOutputStream();
        int number = NUMBER.incrementAndGet();
        this.listener = daemon("worker-" + number + "-stdout", this::listen);
        daemon("worker-" + number + "-stderr", () -> lastWords.drain(process.getErrorStream()))
                .start();
        listener.start();
    }

    static WorkerProcess start(WorkerSettings settings) throws IOException {
        var builder = new ProcessBuilder(settings.command());
        builder.environment().putAll(settings.environment());
        return new WorkerProcess(builder.start());
    }

    @Override
    public void send(JsonNode request) throws IOException {
        stdin.write((request + "\n").getBytes(UTF_8));
        stdin.flush();
    }

    @Override
    public Optional<Message> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(messages.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    LastWords lastWords() {
        return lastWords;
    }

    /** Ends it now, with all that it started. */
    void kill() {
        end(family());
    }

    /**
     * Asks it to go: at the end of its stdin a worker exits. One that does not is sent SIGTERM,
     * upon which a payload may put its own house in order, and is killed after the grace.
     */
    void dismiss(Duration grace) {
        var family = family();
        try {
            stdin.close();
            if (!exits(EXIT)) {
                family.forEach(ProcessHandle::destroy);
                exits(grace);
            }
        } catch (IOException e) {
            // The process is gone, or its stdin is.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(family);
    }

    /** It and what it started: known only while it lives. */
    private List<ProcessHandle> family() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    }

    private void end(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        listener.interrupt();
    }

    private boolean exits(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void listen() {
        try {
            messages.put(lastMessage());
        } catch (InterruptedException e) {
            // Killed: nobody listens any more.
        }
    }

    private Message lastMessage() throws InterruptedException {
        var lines = new Lines(process.getInputStream());
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                var message = line.flatMap(Message::of);
                if (message.isPresent() && message.get() instanceof Message.Nonsense) {
                    return message.get();
                } else if (message.isPresent()) {
                    messages.put(message.get());
                }
            }
        } catch (IOException e) {
            return process.isAlive() ? new Message.Nonsense("a line without end") : gone();
        }
        return gone();
    }

    private Message gone() throws InterruptedException {
        if (!exits(EXIT)) {
            return new Message.Nonsense("it closed its stdout");
        }
        if (lastWords.mention("OutOfMemoryError") || lastWords.mention("MemoryError")) {
            return new Message.Gone("it ran out of memory");
        }
        return new Message.Gone("exit value " + process.exitValue());
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
