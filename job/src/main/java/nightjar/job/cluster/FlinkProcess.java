// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One JVM of the cluster, on this JVM's class path; it dies with this JVM. */
public final class FlinkProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private FlinkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param main the main class
     * @param heapMiB its greatest heap
     * @param settings where its folders and Flink's configuration are
     * @param log what it says is appended to this file
     */
    static FlinkProcess start(String main, int heapMiB, ClusterSettings settings, Path log)
            throws IOException {
        Files.createDirectories(settings.temporary());
        var command = new ArrayList<String>();
        command.addAll(FlinkCommand.java(heapMiB, settings.temporary(), settings.logging()));
        // It lives for minutes: the second compiler would take more than it gives back.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Leashed.class.getName(), main));
        command.addAll(List.of("--configDir", settings.conf().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(FlinkCommand.ENVIRONMENT);
        return new FlinkProcess(builder.start(), log);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All it said. */
    public Path log() {
        return log;
    }

    /** Ends it at once (SIGKILL), and returns when it has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Holds it where it is (SIGSTOP): it keeps all it has, and does nothing. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", which, Long.toString(process.pid())).start();
        if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill " + which + " " + process.pid() + " did not work");
        }
    }

    @Override
    public void close() {
        var family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
