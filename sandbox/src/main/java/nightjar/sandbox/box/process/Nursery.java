// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One temporary folder and the child processes that work in it. All end together: by {@link
 * #close()}, or by the {@link Janitor} when this JVM is gone without having closed it.
 */
public final class Nursery implements AutoCloseable {

    private static final String LEASH = "nightjar.sandbox.box.Leash";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path folder;
    private final Child janitor;
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private Nursery(Path folder, Child janitor) {
        this.folder = folder;
        this.janitor = janitor;
    }

    /** Makes the folder {@code nightjar-…} in {@code parent}, and starts its janitor. */
    public static Nursery in(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "nightjar-");
        Files.createDirectories(folder.resolve("logs"));
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        Child janitor =
                Child.start(
                        "janitor",
                        Jvm.small(16).command(tmp, Janitor.class.getName(), List.of()),
                        parent,
                        folder.resolve("logs/janitor.log"));
        janitor.tell("folder " + folder);
        return new Nursery(folder, janitor);
    }

    /** Starts {@code main} on a leash, in the folder; its log is {@code logs/<name>.log}. */
    public synchronized Child start(String name, Jvm jvm, String main, List<String> arguments)
            throws IOException {
        if (closed) {
            throw new IOException(name + " is not started: the sandbox is closing");
        }
        List<String> leashed = new ArrayList<>(List.of(main));
        leashed.addAll(arguments);
        Child child =
                Child.start(
                        name,
                        jvm.command(folder.resolve("tmp"), LEASH, leashed),
                        folder,
                        logs().resolve(name + ".log"));
        children.removeIf(other -> !other.isAlive());
        children.add(child);
        janitor.tell("pid " + child.pid());
        return child;
    }

    /** Fails when there is no janitor: then a SIGKILL would leave the folder behind. */
    public void awaitJanitor() throws IOException, InterruptedException {
        janitor.awaitReady(PATIENCE.multipliedBy(10));
    }

    public Path folder() {
        return folder;
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    /** The process that cleans up when this one cannot. */
    public long janitorPid() {
        return janitor.pid();
    }

    /** Ends all children at once, deletes the folder, dismisses the janitor. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            children.forEach(Child::cut);
            for (Child child : children) {
                child.awaitEnd(PATIENCE);
            }
            Folders.delete(folder);
            janitor.cut();
            janitor.awaitEnd(PATIENCE);
        } catch (InterruptedException e) {
            // The janitor ends what is left when this JVM is gone.
            Thread.currentThread().interrupt();
        }
    }
}
