// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.NotReadyException;
import nightjar.sandbox.box.process.Nursery;
import nightjar.sandbox.box.secure.Authority;

/**
 * The observatory in a box: the chosen neighbours as child processes under one temporary folder,
 * started side by side. Nothing of it outlives {@link #close()}, the JVM's end, or its SIGKILL.
 *
 * <p>Safe for use by several threads.
 */
public final class Observatory implements AutoCloseable {

    private final Nursery nursery;
    private final Consumer<String> progress;
    private final Map<Neighbour, Box> boxes = new EnumMap<>(Neighbour.class);
    private final Map<Neighbour, Child> children = new ConcurrentHashMap<>();
    private final List<Death> deaths = new CopyOnWriteArrayList<>();
    private final Set<Neighbour> dead = ConcurrentHashMap.newKeySet();
    private final List<ControlServer> controls = new CopyOnWriteArrayList<>();
    private final Thread hook;
    private final KeptLogs keptLogs;
    private volatile boolean complete;

    private Observatory(Nursery nursery, Options options, Consumer<String> progress) {
        this.nursery = nursery;
        this.keptLogs = new KeptLogs(options.keptLogs());
        this.progress = progress;
        this.hook = new Thread(this::endAll, "sandbox-close");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private Box boxOf(Neighbour neighbour, Options options) {
        return switch (neighbour) {
            case KAFKA -> new KafkaBox(nursery, options);
            case CASSANDRA -> new CassandraBox(nursery, options);
            case STORE -> new StoreBox(nursery, options);
            case DESK -> new DeskBox(nursery, options);
            case SATTLE -> new SattleBox(nursery, options);
        };
    }

    /** Starts these neighbours with the options for tests, silently. */
    public static Observatory start(Set<Neighbour> which) throws IOException, InterruptedException {
        return start(which, Options.forTests(), line -> {});
    }

    /**
     * Starts these neighbours side by side; returns when all answer.
     *
     * @param progress gets a line per neighbour, like {@code kafka ready in 3.1 s}, and one at once
     *     when a neighbour is stopped or dies by itself
     * @throws IOException when one of them does not come up, or dies before all are; then none
     *     stays
     */
    public static Observatory start(
            Set<Neighbour> which, Options options, Consumer<String> progress)
            throws IOException, InterruptedException {
        Observatory observatory =
                new Observatory(
                        Nursery.in(Path.of(System.getProperty("java.io.tmpdir"))),
                        options,
                        progress);
        try {
            ChildLogs.write(observatory.logs());
            for (Neighbour neighbour : which) {
                observatory.boxes.put(neighbour, observatory.boxOf(neighbour, options));
            }
            observatory.launchAll();
            observatory.controls.add(new ControlServer(observatory));
            return observatory;
        } catch (IOException | InterruptedException | RuntimeException e) {
            observatory.close();
            throw e;
        }
    }

    private void launchAll() throws IOException, InterruptedException {
        try {
            new Launch(boxes.keySet(), this::start, this::failOnDeath).all();
            nursery.awaitJanitor();
            complete = true;
            failOnDeath();
        } catch (NotReadyException e) {
            throw kept(e);
        }
    }

    private void failOnDeath() throws IOException {
        if (!deaths.isEmpty()) {
            throw new IOException(deaths.get(0).how());
        }
    }

    private IOException kept(NotReadyException failed) {
        Path log = keptLogs.keep(failed.log());
        return log.equals(failed.log())
                ? failed
                : new IOException(failed.what() + "; its log is " + log, failed);
    }

    /** The file that tells other processes where all is, and how to stop and start neighbours. */
    public Path sandboxJson() {
        return folder().resolve(ControlServer.FILE);
    }

    /** Starts a neighbour, or starts it again on the same port and data; nothing if it runs. */
    public void start(Neighbour neighbour) throws IOException, InterruptedException {
        Box box = box(neighbour, Box.class);
        synchronized (box) {
            if (isRunning(neighbour)) {
                return;
            }
            noteDead(neighbour);
            long from = System.nanoTime();
            Child child = box.launch();
            children.put(neighbour, child);
            dead.remove(neighbour);
            child.onEnd(() -> noteDead(neighbour));
            double seconds = (System.nanoTime() - from) / 1e9;
            progress.accept(
                    String.format(Locale.ROOT, "%s ready in %.1f s", neighbour.word(), seconds));
        }
    }

    /** Stops one neighbour, politely; its port and data stay its own. Nothing if it is stopped. */
    public void stop(Neighbour neighbour) throws InterruptedException {
        synchronized (box(neighbour, Box.class)) {
            noteDead(neighbour);
            Child child = children.remove(neighbour);
            if (child != null) {
                child.stopPolitely(Duration.ofSeconds(10));
                progress.accept(neighbour.word() + " stopped");
            }
        }
    }

    /** Who is stopped on purpose has left {@code children} before its process ends. */
    private void noteDead(Neighbour neighbour) {
        Child child = children.get(neighbour);
        if (child != null && !child.isAlive() && children.remove(neighbour, child)) {
            Death death = new Death(neighbour, child.exitCode(), keptLogs.keep(child.log()));
            deaths.add(death);
            dead.add(neighbour);
            if (complete) { // before, start() fails of it
                progress.accept(death.line());
            }
        }
    }

    /** Who died by itself so far, brought back or not; not who was stopped. */
    public List<Death> deaths() {
        return List.copyOf(deaths);
    }

    public boolean isRunning(Neighbour neighbour) {
        Child child = children.get(neighbour);
        return child != null && child.isAlive();
    }

    /** One word: running, stopped (on purpose) or died (by itself). */
    String state(Neighbour neighbour) {
        if (isRunning(neighbour)) {
            return "running";
        }
        return dead.contains(neighbour) ? "died" : "stopped";
    }

    /** Who is in this box, running or stopped. */
    public Set<Neighbour> neighbours() {
        return Set.copyOf(boxes.keySet());
    }

    public KafkaBox kafka() {
        return box(Neighbour.KAFKA, KafkaBox.class);
    }

    /** Starts three brokers beside; whoever asks closes them, and they end with the box. */
    public KafkaTrio threeBrokers() throws IOException, InterruptedException {
        return KafkaTrio.start(nursery, Options.forTests());
    }

    public CassandraBox cassandra() {
        return box(Neighbour.CASSANDRA, CassandraBox.class);
    }

    public StoreBox store() {
        return box(Neighbour.STORE, StoreBox.class);
    }

    public DeskBox desk() {
        return box(Neighbour.DESK, DeskBox.class);
    }

    public SattleBox sattle() {
        return box(Neighbour.SATTLE, SattleBox.class);
    }

    private <B extends Box> B box(Neighbour neighbour, Class<B> type) {
        Box box = boxes.get(neighbour);
        if (box == null) {
            throw new IllegalStateException(neighbour.word() + " is not part of this observatory");
        }
        return type.cast(box);
    }

    /**
     * Service to address: kafka, cassandra, store, registry, presence, sasquatch, mpsky, sattle.
     */
    public Map<String, String> addresses() {
        Map<String, String> all = new TreeMap<>();
        boxes.values().forEach(box -> all.putAll(box.addresses()));
        return all;
    }

    /** Neighbour to process id, of those that run. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        children.forEach((neighbour, child) -> pids.put(neighbour.word(), child.pid()));
        return pids;
    }

    /** Neighbour to resident memory in MiB, of those that run. */
    public Map<String, Long> residentMiB() {
        Map<String, Long> resident = new TreeMap<>();
        pids().forEach((name, pid) -> resident.put(name, Child.residentMiB(pid)));
        return resident;
    }

    /** The temporary folder all lies in; gone after close. */
    public Path folder() {
        return nursery.folder();
    }

    /** The certificate of an encrypted box, made when it is first asked for. */
    public Authority authority() throws IOException, InterruptedException {
        return Authority.in(folder().resolve(Authority.FOLDER));
    }

    /** One log file per neighbour. */
    public Path logs() {
        return nursery.logs();
    }

    private void endAll() {
        children.clear();
        nursery.close();
    }

    /** Ends all children, at once, and deletes the folder. Does nothing the second time. */
    @Override
    public void close() {
        controls.forEach(ControlServer::close);
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook finds all done.
        }
    }
}
