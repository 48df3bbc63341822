// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child process on its leash: its output in a log file, its end when the leash is cut. */
public final class Child {

    /** A child of ours says this and then its addresses when it is up. */
    public static final String READY = "ready ";

    /** How long the log of one that ended may take to be whole. */
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread reader;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::keepLog, "log-of-" + name);
    }

    /** Starts it; standard output and error are appended to {@code log}. */
    public static Child start(String name, List<String> command, Path folder, Path log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // glibc gives each thread an arena of its own otherwise: some 100 MB of Cassandra's RSS.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Child child = new Child(name, builder.start(), log);
        child.reader.setDaemon(true);
        child.reader.start();
        return child;
    }

    private void keepLog() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintStream out =
                        new PrintStream(
                                Files.newOutputStream(
                                        log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                                true,
                                StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()).strip());
                }
            }
        } catch (IOException e) {
            // The stream closes under the reader when the process is destroyed: nothing is lost.
        }
        ready.completeExceptionally(new IOException(name + " ended before it was ready"));
    }

    /** What followed "ready"; waits for it. */
    public String awaitReady(Duration limit) throws IOException, InterruptedException {
        try {
            return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure("was not ready within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failure("ended before it was ready");
        }
    }

    /** For a stranger's program that says nothing: asks {@code probe} until it answers true. */
    public void awaitProbe(Probe probe, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!probe.isUp()) {
            if (System.nanoTime() > deadline) {
                throw failure("was not ready within " + limit.toSeconds() + " s");
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw failure("ended before it was ready");
            }
        }
    }

    private IOException failure(String what) throws InterruptedException {
        process.destroyForcibly();
        reader.join(LAST_WORDS_MILLIS);
        return new NotReadyException(name + " " + what, log, tail());
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Cuts the leash: a JVM under {@code Leash} halts at once. */
    public void cut() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    /** Asks politely (SIGTERM, so that it writes out what it holds), then cuts the leash. */
    public void stopPolitely(Duration patience) throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        cut();
        awaitEnd(Duration.ofSeconds(2));
    }

    /** Waits for the end, and makes it happen when patience is over. */
    public void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
        }
    }

    /** Has {@code then} run, once, when the process has ended, however it did. */
    public void onEnd(Runnable then) {
        Thread waiting = new Thread(() -> awaitEndAnd(then), "end-of-" + name);
        waiting.setDaemon(true);
        waiting.start();
    }

    private void awaitEndAnd(Runnable then) {
        try {
            process.waitFor();
            reader.join(LAST_WORDS_MILLIS);
            then.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** All it said. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public long pid() {
        return process.pid();
    }

    /** Writes one line to the child's standard input. */
    public void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Resident memory in MiB as /proc has it; 0 where there is no /proc or no process any more. */
    public static long residentMiB(long pid) {
        try (InputStream status = Files.newInputStream(Path.of("/proc/" + pid + "/status"))) {
            return new String(status.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether a server answers as it should. */
    @FunctionalInterface
    public interface Probe {
        boolean isUp();
    }
}
