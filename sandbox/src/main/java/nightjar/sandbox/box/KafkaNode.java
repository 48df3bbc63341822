// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import nightjar.sandbox.box.process.Child;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka node in one JVM: broker and controller. {@code KafkaNode <properties file>} formats the
 * log folder if it is new, starts, and says {@code ready <host:port>}.
 */
public final class KafkaNode {

    /** Properties of ours in the file: where the broker listens. */
    static final String ADDRESS = "sandbox.address";

    /** The cluster's id, and all its controllers, as Kafka's storage tool takes them. */
    static final String CLUSTER = "sandbox.cluster";

    static final String VOTERS = "sandbox.voters";

    /** And who may log in by SCRAM, likewise; nobody where it is left out. */
    static final String CREDENTIALS = "sandbox.credentials";

    /** What a node needs that is alone in its cluster. */
    static final Map<String, Object> ALONE =
            Map.ofEntries(
                    Map.entry("node.id", 1),
                    Map.entry("process.roles", "broker,controller"),
                    Map.entry("controller.listener.names", "CONTROLLER"),
                    Map.entry(
                            "listener.security.protocol.map",
                            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,"
                                    + "SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL"),
                    Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN"),
                    // As Prompt Processing's brokers allow (phalanx: message.max.bytes).
                    Map.entry("message.max.bytes", 10_485_760),
                    Map.entry("replica.fetch.max.bytes", 10_485_760),
                    Map.entry("default.replication.factor", 1),
                    Map.entry("transaction.state.log.replication.factor", 1),
                    Map.entry("transaction.state.log.min.isr", 1),
                    Map.entry("transaction.state.log.num.partitions", 8),
                    // A day: Flink's default of an hour is above the broker's of 15 minutes.
                    Map.entry("transaction.max.timeout.ms", 86_400_000),
                    Map.entry("offsets.topic.replication.factor", 1),
                    Map.entry("offsets.topic.num.partitions", 4),
                    Map.entry("share.coordinator.state.topic.replication.factor", 1),
                    Map.entry("share.coordinator.state.topic.min.isr", 1),
                    Map.entry("share.coordinator.state.topic.num.partitions", 1),
                    Map.entry("group.initial.rebalance.delay.ms", 0),
                    // A laptop that is busy elsewhere may be slow to start.
                    Map.entry("initial.broker.registration.timeout.ms", 180_000),
                    // A laptop's broker: few threads, a cleaner's buffer that fits the heap.
                    Map.entry("num.network.threads", 2),
                    Map.entry("num.io.threads", 4),
                    Map.entry("background.threads", 2),
                    Map.entry("log.cleaner.dedupe.buffer.size", 4_194_304),
                    Map.entry("log.cleaner.io.buffer.size", 65_536));

    private KafkaNode() {}

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
            properties.load(file);
        }
        String address = properties.getProperty(ADDRESS);
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(properties);
        }
        List.of(ADDRESS, CLUSTER, VOTERS, CREDENTIALS).forEach(properties::remove);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        System.out.println(Child.READY + address);
        server.awaitShutdown();
    }

    private static void format(Properties node) throws Exception {
        String folder = node.getProperty("log.dirs");
        String credentials = node.getProperty(CREDENTIALS, "");
        Formatter formatter =
                new Formatter()
                        .setPrintStream(System.out)
                        .setClusterId(node.getProperty(CLUSTER))
                        .setNodeId(Integer.parseInt(node.getProperty("node.id")))
                        .setControllerListenerName("CONTROLLER")
                        .setMetadataLogDirectory(folder)
                        .addDirectory(folder)
                        .setReleaseVersion(MetadataVersion.latestProduction())
                        .setInitialControllers(DynamicVoters.parse(node.getProperty(VOTERS)))
                        .setScramArguments(credentials.isEmpty() ? List.of() : List.of(credentials))
                        .setHasDynamicQuorum(true);
        formatter.run();
    }
}
