// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.camera.CameraGeometry;
import nightjar.connectors.camera.DetectorNames;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./nightjar run} as a process of its own: what it cannot work with it refuses in one line,
 * and with what it can it starts.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunIT {

    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));
    private static final Path EXAMPLE = ROOT.resolve("flink-conf/nightjar.yaml");
    private static final List<String> CLUSTERS =
            List.of("summit", "notifications", "alerts", "butler", "own");

    private static Observatory box;

    private Path folder;

    @BeforeAll
    static void startNeighbours() throws Exception {
        box = Observatory.start(Set.of(Neighbour.KAFKA, Neighbour.CASSANDRA));
        try (var session =
                CassandraSessions.openForSchema(
                        List.of(box.cassandra().address()), "datacenter1")) {
            ApdbSchema.create(session, "apdb", 1, ApdbSettings.standard(692, 692));
        }
        box.kafka()
                .createTopics(
                        Map.of(
                                "next",
                                1,
                                "cancel",
                                1,
                                "alerts",
                                2,
                                "butler",
                                1,
                                "ledger",
                                1,
                                "quarantine",
                                1));
    }

    @BeforeEach
    void makeFolder(@TempDir Path empty) {
        folder = empty;
    }

    @AfterAll
    static void stopNeighbours() {
        box.close();
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        var nowhere = folder.resolve("nowhere.yaml").toString();
        refused(List.of("--config", nowhere), "there is no file " + nowhere, "--config");
    }

    @Test
    void aWrongKeyIsNamedWithItsPlace() throws Exception {
        refused(configured("sattle.uri", "x"), EXAMPLE.toString(), "sattle.uri is no key", "url");
    }

    @Test
    void whatIsNoYamlIsSaidInOneLine() throws Exception {
        var file = Files.writeString(folder.resolve("bad.yaml"), "lineage: x\na: b: c\n");
        refused(List.of("--config", file.toString()), file.toString(), "is no YAML", "line 2");
    }

    @Test
    void anUnreachableKafkaIsNamedByItsCluster() throws Exception {
        refused(
                configured("kafka.alerts.bootstrap", "127.0.0.1:1"),
                "kafka.alerts: cannot list the topics of 127.0.0.1:1",
                "is it reachable");
    }

    @Test
    void aTopicThatIsMissingIsNamedWhetherReadOrWritten() throws Exception {
        var at = box.kafka().address();
        refused(
                configured("topics.nextVisitCanceled", "nobody"),
                "kafka.summit: no topic [nobody] at " + at,
                "create it");
        refused(
                configured("topics.ledger", "nothing"),
                "kafka.own: no topic [nothing] at " + at,
                "create it");
    }

    @Test
    void aCameraThatIsNotThereIsNamed() throws Exception {
        refused(
                configured("instrument.geometry", "file:///nowhere/camera.json"),
                "instrument.geometry cannot be read",
                "file:///nowhere/camera.json");
    }

    @Test
    void stateOfFlinksIsNotPutWhereOthersRead() throws Exception {
        var root = folder.resolve("root");
        Files.writeString(
                Files.createDirectories(root.resolve("flink-conf")).resolve("config.yaml"),
                "execution.checkpointing.dir: s3://embargo@rubin-summit-users/flink\n");
        refused(
                root,
                configured(),
                "execution.checkpointing.dir is 's3://embargo@rubin-summit-users/flink'",
                "butler.root is s3://rubin-summit-users, which others read");
    }

    @Test
    void aMistakeInThePipelinesIsToldWithItsPlace() throws Exception {
        var file = Files.writeString(folder.resolve("main.yaml"), "- pipelines: ApPipe.yaml\n");
        refused(
                configured("pipelines.main", file.toUri().toString()),
                "pipelines.main " + file.toUri(),
                "line 1, column 14");
    }

    @Test
    void anApdbThatIsNotTheOneMeantIsNamedWithItsDataCentre() throws Exception {
        var at = box.cassandra().address();
        refused(
                configured("apdb.datacenter", "summit"),
                "apdb: keyspace apdb at " + at + ", data centre summit: ",
                "is of data centre datacenter1, and data centre summit is meant");
        refused(
                configured("apdb.keyspace", "elsewhere"),
                "apdb: keyspace elsewhere at " + at + ", data centre datacenter1: ",
                "there is no such keyspace; ./nightjar apdb create makes one");
    }

    @Test
    void anApdbThatDoesNotAnswerIsNamed() throws Exception {
        refused(
                configured("apdb.contactPoints", "[\"127.0.0.1:1\"]"),
                "apdb: keyspace apdb at 127.0.0.1:1, data centre datacenter1: ",
                "127.0.0.1:1: nobody listens there");
    }

    @Test
    void withAllInPlaceItRunsAndReadsWhatIsAnnounced() throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", box.kafka().address()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("next", "no Avro".getBytes(UTF_8))).get();
        }
        var process = start(configured());
        try {
            var reason = firstOf("quarantine", process);
            assertThat(reason).contains("\"next\"");
            assertThat(process.isAlive()).isTrue();
            assertThat(said("out").lines().limit(20)).isNotEmpty().allSatisfy(RunIT::isALogLine);
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends when told to").isTrue();
        }
    }

    private static void isALogLine(String line) throws IOException {
        var fields = new ObjectMapper().readTree(line);
        assertThat(fields.fieldNames())
                .toIterable()
                .contains(
                        "asctime",
                        "level",
                        "message",
                        "name",
                        "pathname",
                        "funcName",
                        "lineno",
                        "process",
                        "thread",
                        "instrument",
                        "day_obs",
                        "group",
                        "survey",
                        "detector",
                        "exposures");
        assertThat(fields.path("lineno").isInt()).isTrue();
        assertThat(fields.path("process").isInt()).isTrue();
        OffsetDateTime.parse(fields.path("asctime").asText());
    }

    private String firstOf(String topic, Process process) throws IOException {
        Map<String, Object> client =
                Map.of(
                        "bootstrap.servers", box.kafka().address(),
                        "group.id", "run-test",
                        "auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (System.nanoTime() < giveUp && process.isAlive()) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    return new String(record.value(), UTF_8);
                }
            }
        }
        throw new AssertionError(
                "nothing in " + topic + "; the job said:\n" + said("out") + said("err"));
    }

    private void refused(List<String> arguments, String... words) throws Exception {
        refused(ROOT, arguments, words);
    }

    private void refused(Path root, List<String> arguments, String... words) throws Exception {
        var process = start(root, arguments);
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(said("err").lines().toList())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("nightjar run: ").contains(words));
        assertThat(process.exitValue()).isEqualTo(2);
    }

    /** The annotated example with this sandbox's places. */
    private List<String> configured(String... changes) throws IOException {
        var words = new ArrayList<>(List.of("--config", EXAMPLE.toString()));
        var camera = folder.resolve("camera.json");
        var geometry = CameraGeometry.oneRaft("LSSTCam", 256, 0, 0.2);
        Files.write(camera, geometry.json(DetectorNames.of(Map.of())));
        set(words, "lineage", "run-test");
        set(words, "instrument.geometry", camera.toUri().toString());
        for (var cluster : CLUSTERS) {
            set(words, "kafka." + cluster + ".bootstrap", box.kafka().address());
            set(words, "kafka." + cluster + ".startFrom", "earliest");
        }
        set(words, "topics.nextVisit", "next");
        set(words, "topics.nextVisitCanceled", "cancel");
        for (var topic : List.of("alerts", "butler", "ledger", "quarantine")) {
            set(words, "topics." + topic, topic);
        }
        set(words, "alerts.transactionTimeout", "10 min");
        set(words, "apdb.contactPoints", "[\"" + box.cassandra().address() + "\"]");
        set(words, "apdb.keyspace", "apdb");
        set(words, "apdb.replication", "1");
        set(words, "store.s3", "{endpoint: \"\", region: x, accessKey: \"\", secretKey: \"\"}");
        set(words, "store.cache", folder.resolve("cache").toString());
        set(words, "store.scratch", folder.resolve("scratch").toString());
        for (int i = 0; i < changes.length; i += 2) {
            set(words, changes[i], changes[i + 1]);
        }
        return words;
    }

    private static void set(List<String> words, String key, String value) {
        words.add("--set");
        words.add(key + "=" + value);
    }

    /** As the launcher starts it. */
    private Process start(List<String> arguments) throws IOException {
        return start(ROOT, arguments);
    }

    /**
     * @param root whose flink-conf holds Flink's settings
     */
    private Process start(Path root, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC"));
        var opened =
                Pattern.compile("--add-(opens|exports)=\\S+")
                        .matcher(Files.readString(ROOT.resolve("nightjar")));
        while (opened.find()) {
            command.add(opened.group());
        }
        command.add("-Dnightjar.root=" + root.toAbsolutePath());
        command.add("-Dlog4j2.configurationFile=" + ROOT.resolve("flink-conf/log4j2.xml"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(NightjarJob.class.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String said(String stream) throws IOException {
        return Files.readString(folder.resolve(stream));
    }
}
