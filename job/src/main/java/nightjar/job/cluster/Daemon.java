// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the cluster that outlives who started it.
 *
 * @param role zookeeper, jobmanager-N or taskmanager-N
 * @param pid its process id, which may have become somebody else's
 */
public record Daemon(String role, long pid) {

    /** The word of its command line that tells whose it is. */
    static String mark(Path folder, String role) {
        return "-Dnightjar.cluster=" + folder + "#" + role;
    }

    /** All that live of this folder, whether anybody remembers them or not. */
    static List<Daemon> living(Path folder) {
        var mark = mark(folder, "");
        return ProcessHandle.allProcesses()
                .flatMap(
                        process ->
                                words(process).stream()
                                        .filter(word -> word.startsWith(mark))
                                        .limit(1)
                                        .map(word -> word.substring(mark.length()))
                                        .map(role -> new Daemon(role, process.pid())))
                .sorted(Comparator.comparing(Daemon::role).thenComparing(Daemon::pid))
                .toList();
    }

    @JsonIgnore
    public boolean isJobManager() {
        return role.startsWith("jobmanager");
    }

    @JsonIgnore
    public boolean isTaskManager() {
        return role.startsWith("taskmanager");
    }

    /** The process, if it lives and is what was started for this folder. */
    Optional<ProcessHandle> process(Path folder) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> words(process).contains(mark(folder, role)));
    }

    /** Java tells of a command line only when it is short; the kernel tells the whole of it. */
    private static List<String> words(ProcessHandle process) {
        var told = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return List.of(Files.readString(told, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return List.of(process.info().arguments().orElse(new String[0]));
        }
    }

    /** Whether it lives. */
    public boolean isAlive(Path folder) {
        return process(folder).isPresent();
    }

    /** Ends it at once (SIGKILL), without its children, and returns when it has ended. */
    public void kill(Path folder) throws InterruptedException {
        process(folder)
                .ifPresent(
                        process -> {
                            process.destroyForcibly();
                            process.onExit().join();
                        });
    }

    /** Asks them to end, ends those that do not, and their children with them. */
    static void end(List<Daemon> daemons, Path folder, Duration patience)
            throws InterruptedException {
        var processes = daemons.stream().flatMap(it -> it.process(folder).stream()).toList();
        var children = processes.stream().flatMap(ProcessHandle::descendants).toList();
        processes.forEach(ProcessHandle::destroy);
        var ends =
                CompletableFuture.allOf(
                        processes.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));
        try {
            ends.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
            ends.join();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
