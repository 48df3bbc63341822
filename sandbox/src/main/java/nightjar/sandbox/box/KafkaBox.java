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
import nightjar.sandbox.box.Options.Wish;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.Jvm;
import nightjar.sandbox.box.process.Nursery;
import nightjar.sandbox.box.process.Ports;
import nightjar.sandbox.box.secure.Authority;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka 4.2 of one node on loopback: plaintext on one port, and on another with a log-in
 * (SASL_PLAINTEXT, by SCRAM-SHA-512 or PLAIN), as Rubin's alert stream has it; encrypted (SASL_SSL)
 * on a third if that is wished.
 */
public final class KafkaBox implements Box, Brokers {

    /** The user who may log in; no secret, since Kafka is on loopback and throw-away. */
    public static final String USER = "prompt-alert";

    /** Named after nothing else, so that a search for it finds nothing but it. */
    public static final String PASSWORD = "fern-owl-over-heath-41";

    private static final int USUAL_PORT = 9092;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Nursery nursery;
    private final Path folder;
    private final Options options;
    private int port;
    private int loginPort;
    private int securePort;
    private int controllerPort;

    KafkaBox(Nursery nursery, Options options) {
        this.nursery = nursery;
        this.folder = nursery.folder().resolve("kafka");
        this.options = options;
    }

    @Override
    public Neighbour neighbour() {
        return Neighbour.KAFKA;
    }

    @Override
    public Child launch() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (port == 0) {
            port = Ports.usualOrFree(options.wants(Wish.USUAL_PORTS) ? USUAL_PORT : 0);
            loginPort = Ports.free();
            securePort = Ports.free();
            controllerPort = Ports.free();
        }
        Path properties = folder.resolve("server.properties");
        try (Writer file = Files.newBufferedWriter(properties, StandardCharsets.UTF_8)) {
            properties().store(file, "written by nightjar's sandbox");
        }
        List<String> jvmOptions = new ArrayList<>(options.compiler());
        jvmOptions.add(ChildLogs.log4j(nursery.logs()));
        jvmOptions.add("-Xss512k");
        Jvm jvm = Jvm.own(options.heapMiB(256), jvmOptions);
        Child child =
                nursery.start(
                        "kafka", jvm, KafkaNode.class.getName(), List.of(properties.toString()));
        child.awaitReady(PATIENCE);
        return child;
    }

    private Properties properties() throws IOException, InterruptedException {
        Map<String, Object> wanted = new TreeMap<>(KafkaNode.ALONE);
        wanted.put(KafkaNode.ADDRESS, address());
        wanted.put(KafkaNode.CLUSTER, Uuid.randomUuid().toString());
        wanted.put(KafkaNode.VOTERS, "1@127.0.0.1:" + controllerPort + ":" + Uuid.randomUuid());
        wanted.put(
                KafkaNode.CREDENTIALS,
                "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]");
        var clients = "PLAINTEXT://" + address() + ",SASL_PLAINTEXT://" + loginAddress();
        login(wanted, "sasl_plaintext");
        if (options.wants(Wish.ENCRYPTION)) {
            clients += ",SASL_SSL://" + secureAddress();
            login(wanted, "sasl_ssl");
            var authority = Authority.in(nursery.folder().resolve(Authority.FOLDER));
            wanted.put("ssl.keystore.type", "PKCS12");
            wanted.put("ssl.keystore.location", authority.keyStore().toString());
            wanted.put("ssl.keystore.password", Authority.PASSWORD);
        }
        wanted.put("listeners", clients + ",CONTROLLER://127.0.0.1:" + controllerPort);
        wanted.put("advertised.listeners", clients);
        wanted.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
        wanted.put("log.dirs", folder.resolve("log").toString());
        wanted.put("auto.create.topics.enable", options.wants(Wish.AUTO_CREATED_TOPICS));
        Properties properties = new Properties();
        wanted.forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }

    private static void login(Map<String, Object> wanted, String listener) {
        var name = "listener.name." + listener;
        wanted.put(
                name + ".plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_"
                        + USER
                        + "=\""
                        + PASSWORD
                        + "\";");
        wanted.put(
                name + ".scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Bootstrap address for who logs in as {@link #USER}, {@code 127.0.0.1:port}. */
    public String loginAddress() {
        return "127.0.0.1:" + loginPort;
    }

    /** Bootstrap address of who logs in through TLS, when that is wished. */
    public String secureAddress() {
        return "127.0.0.1:" + securePort;
    }

    @Override
    public Map<String, String> addresses() {
        return options.wants(Wish.ENCRYPTION)
                ? Map.of(
                        "kafka",
                        address(),
                        "kafkaLogin",
                        loginAddress(),
                        "kafkaSecure",
                        secureAddress())
                : Map.of("kafka", address(), "kafkaLogin", loginAddress());
    }

    @Override
    public short copies() {
        return 1;
    }
}
