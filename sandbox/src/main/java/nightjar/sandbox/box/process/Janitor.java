// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The last one out. A child process that is told by its parent which processes run and which folder
 * is theirs ({@code pid 123}, {@code folder /tmp/…}); when the parent is gone, however it went, it
 * waits for those processes, ends the ones that stay, deletes the folder and goes.
 */
public final class Janitor {

    private static final long PATIENCE_MILLIS = 3_000;

    /** With the start time, since a pid may be given to someone else. */
    private final Map<ProcessHandle, String> processes = new ConcurrentHashMap<>();

    private final Map<Path, String> folders = new ConcurrentHashMap<>();

    private Janitor() {}

    public static void main(String[] args) throws InterruptedException {
        Janitor janitor = new Janitor();
        Thread listening = new Thread(janitor::listen, "parent");
        // In a hook, because Ctrl-C and SIGTERM reach this process as well, and often first: they
        // must not end it before its work is done.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> janitor.cleanAfter(listening)));
        listening.start();
        System.out.println(Child.READY);
        listening.join();
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
            }
        } catch (IOException e) {
            // The parent is gone: what follows is the same.
        }
    }

    private void note(String line) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = line.substring(space + 1);
        switch (word) {
            case "pid" ->
                    ProcessHandle.of(Long.parseLong(rest))
                            .ifPresent(process -> processes.put(process, startOf(process)));
            case "folder" -> folders.put(Path.of(rest), rest);
            default -> System.err.println("not understood: " + line);
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("");
    }

    private void cleanAfter(Thread listening) {
        try {
            listening.join();
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            for (Map.Entry<ProcessHandle, String> process : processes.entrySet()) {
                awaitOrKill(process.getKey(), process.getValue(), deadline);
            }
            for (Path folder : folders.keySet()) {
                Folders.delete(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitOrKill(ProcessHandle process, String start, long deadline)
            throws InterruptedException {
        // Not by onExit(), which looks at a stranger's process only every 300 ms.
        while (lives(process, start) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (lives(process, start)) {
            process.destroyForcibly();
        }
    }

    private static boolean lives(ProcessHandle process, String start) {
        return process.isAlive() && startOf(process).equals(start);
    }
}
