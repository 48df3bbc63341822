// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.Jvm;
import nightjar.sandbox.box.process.Nursery;
import nightjar.sandbox.box.process.Ports;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka of three small brokers on loopback, each of them a controller too, that can be restarted
 * one after another. Each partition has three copies, of which two must have a record before it
 * counts as written, as production has it.
 */
public final class KafkaTrio implements Brokers, AutoCloseable {

    /** How many brokers there are. */
    public static final int BROKERS = 3;

    private static final short COPIES = 3;
    private static final int ENOUGH = 2;
    private static final int HEAP_MIB = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TO_END = Duration.ofSeconds(60);

    private final Nursery nursery;
    private final Options options;
    private final String cluster = Uuid.randomUuid().toString();
    private final List<Broker> brokers = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();

    /**
     * A broker's place.
     *
     * @param controller its port as a controller
     * @param directory the id of its log folder
     */
    private record Broker(int id, int port, int controller, String directory) {

        String address() {
            return "127.0.0.1:" + port;
        }

        String controllerAddress() {
            return "127.0.0.1:" + controller;
        }
    }

    private KafkaTrio(Nursery nursery, Options options) throws IOException {
        this.nursery = nursery;
        this.options = options;
        for (int id = 1; id <= BROKERS; id++) {
            var directory = Uuid.randomUuid().toString();
            brokers.add(new Broker(id, Ports.free(), Ports.free(), directory));
        }
    }

    /** Starts them side by side: none is ready without another's vote. */
    static KafkaTrio start(Nursery nursery, Options options)
            throws IOException, InterruptedException {
        var trio = new KafkaTrio(nursery, options);
        for (var broker : trio.brokers) {
            trio.children.add(trio.launch(broker));
        }
        for (var child : trio.children) {
            child.awaitReady(PATIENCE);
        }
        return trio;
    }

    private Child launch(Broker broker) throws IOException {
        var name = "kafka-" + broker.id();
        var folder = Files.createDirectories(nursery.folder().resolve(name));
        Path file = folder.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties(broker, folder).store(out, "written by nightjar's sandbox");
        }
        List<String> jvmOptions = new ArrayList<>(options.compiler());
        jvmOptions.add(ChildLogs.log4j(nursery.logs()));
        jvmOptions.add("-Xss512k");
        var jvm = Jvm.own(HEAP_MIB, jvmOptions);
        return nursery.start(name, jvm, KafkaNode.class.getName(), List.of(file.toString()));
    }

    private Properties properties(Broker broker, Path folder) {
        Map<String, Object> wanted = new TreeMap<>(KafkaNode.ALONE);
        wanted.put("node.id", broker.id());
        wanted.put(KafkaNode.ADDRESS, broker.address());
        wanted.put(KafkaNode.CLUSTER, cluster);
        wanted.put(
                KafkaNode.VOTERS,
                joined(it -> it.id() + "@" + it.controllerAddress() + ":" + it.directory()));
        var listener = "PLAINTEXT://" + broker.address();
        wanted.put("listeners", listener + ",CONTROLLER://" + broker.controllerAddress());
        wanted.put("advertised.listeners", listener);
        wanted.put("controller.quorum.bootstrap.servers", joined(Broker::controllerAddress));
        wanted.put("log.dirs", folder.resolve("log").toString());
        wanted.put("auto.create.topics.enable", false);
        for (var kind : List.of("transaction.state.log", "offsets.topic", "default")) {
            wanted.put(kind + ".replication.factor", COPIES);
        }
        wanted.put("transaction.state.log.min.isr", ENOUGH);
        wanted.put("min.insync.replicas", ENOUGH);
        Properties properties = new Properties();
        wanted.forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }

    private String joined(Function<Broker, String> words) {
        return brokers.stream().map(words).collect(Collectors.joining(","));
    }

    @Override
    public String address() {
        return joined(Broker::address);
    }

    @Override
    public short copies() {
        return COPIES;
    }

    /** Stops one politely, 0 to 2: it hands over what it leads. */
    public void stop(int number) throws InterruptedException {
        children.get(number).stopPolitely(TO_END);
    }

    /** Starts one again that was stopped; returns when it answers. */
    public void start(int number) throws IOException, InterruptedException {
        var child = launch(brokers.get(number));
        children.set(number, child);
        child.awaitReady(PATIENCE);
    }

    /** Waits until each partition has all its copies again: then the next may be stopped. */
    public void awaitInSync() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            while (!isInSync(admin)) {
                if (System.nanoTime() > giveUp) {
                    throw new IOException("the brokers did not catch up in " + PATIENCE);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static boolean isInSync(Admin admin) throws InterruptedException {
        try {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException e) {
            return false; // a leader moves
        }
    }

    /** Ends all of them. */
    @Override
    public void close() {
        children.forEach(Child::cut);
    }
}
