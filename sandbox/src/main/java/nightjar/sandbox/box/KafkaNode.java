// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import nightjar.sandbox.box.process.Child;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A whole Kafka in one JVM: broker and controller, one voter. {@code KafkaNode <properties file>}
 * formats the log folder if it is new, starts, and says {@code ready <host:port>}.
 */
public final class KafkaNode {

    private static final String CONTROLLER = "sandbox.controller";

    private KafkaNode() {}

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
            properties.load(file);
        }
        String controller = (String) properties.remove(CONTROLLER);
        String folder = properties.getProperty("log.dirs");
        if (!Files.exists(Path.of(folder, "meta.properties"))) {
            format(folder, controller);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        System.out.println(Child.READY + properties.getProperty("sandbox.address"));
        server.awaitShutdown();
    }

    private static void format(String folder, String controller) throws Exception {
        Formatter formatter =
                new Formatter()
                        .setPrintStream(System.out)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setNodeId(1)
                        .setControllerListenerName("CONTROLLER")
                        .setMetadataLogDirectory(folder)
                        .addDirectory(folder)
                        .setReleaseVersion(MetadataVersion.latestProduction())
                        .setInitialControllers(
                                DynamicVoters.parse(
                                        "1@" + controller + ":" + Uuid.randomUuid().toString()))
                        .setHasDynamicQuorum(true);
        formatter.run();
    }
}
