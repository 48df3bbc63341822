// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nightjar.sandbox.box.process.Ports;
import nightjar.sandbox.box.web.Reply;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservatoryIT implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Observatory box;

    ObservatoryIT() throws IOException, InterruptedException {
        box = Observatory.start(EnumSet.allOf(Neighbour.class), Options.forTests(), said::add);
        System.out.println(said + "\n" + box.addresses() + "\nMiB " + box.residentMiB());
    }

    @Override
    @AfterAll
    public void close() {
        box.close();
    }

    @Test
    void eachNeighbourSaysWhenItIsReady() {
        assertThat(said).hasSizeGreaterThanOrEqualTo(5);
        assertThat(said)
                .anySatisfy(line -> assertThat(line).matches("kafka ready in \\d+\\.\\d s"));
        assertThat(box.residentMiB().values()).allSatisfy(mib -> assertThat(mib).isPositive());
    }

    @Test
    void kafkaTakesTransactionsOfNineMegabytes() throws Exception {
        box.kafka().createTopics(Map.of("alerts", 3, "raws", 2));
        box.kafka().createTopics(Map.of("alerts", 3));
        byte[] large = new byte[9 << 20];
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", box.kafka().address(),
                                "transactional.id", "sandbox-test",
                                "transaction.timeout.ms", "7200000",
                                "max.request.size", "10485760"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("alerts", large)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("alerts", new byte[] {1})).get();
            producer.send(new ProducerRecord<>("alerts", large)).get();
            producer.commitTransaction();
        }
        assertThat(readCommitted("alerts", 2)).containsExactlyInAnyOrder(1, 9 << 20);
    }

    private List<Integer> readCommitted(String topic, int count) {
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", box.kafka().address(),
                                "group.id", "sandbox-test",
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (lengths.size() < count && System.nanoTime() < deadline) {
                ConsumerRecords<byte[], byte[]> some = consumer.poll(Duration.ofMillis(200));
                some.forEach(record -> lengths.add(record.value().length));
            }
        }
        return lengths;
    }

    @Test
    void theStoreKeepsObjectsForWhoSignsAndRefusesOthers() throws Exception {
        String object = box.store().address() + "/raw/SandboxCam/20261120/a.fits";
        HttpResponse<String> put =
                S3V2.send(http, "PUT", URI.create(object), BodyPublishers.ofString("SIMPLE"));
        HttpResponse<String> got =
                S3V2.send(http, "GET", URI.create(object), BodyPublishers.noBody());
        HttpResponse<String> none =
                S3V2.send(http, "GET", URI.create(object + "x"), BodyPublishers.noBody());

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("SIMPLE");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(send("GET", object, "").statusCode()).isEqualTo(403);
        assertThat(box.store().buckets().resolve("raw/SandboxCam/20261120/a.fits"))
                .hasContent("SIMPLE");
    }

    @Test
    void registryPresenceAndSasquatchAnswerAtTheDesk() throws Exception {
        String schema = "{\"schema\": \"\\\"string\\\"\"}";
        HttpResponse<String> made =
                send("POST", box.desk().registry() + "/subjects/s-value/versions", schema);
        assertThat(made.body()).isEqualTo("{\"id\":1}");
        assertThat(send("GET", box.desk().registry() + "/schemas/ids/1", "").body())
                .isEqualTo("{\"schema\":\"\\\"string\\\"\"}");
        assertThat(send("GET", box.desk().presence() + "/SandboxCam/a%3Ab/0/R22_S11", "").body())
                .isEqualTo("{\"error\":false,\"present\":false}");
        assertThat(send("GET", box.desk().sasquatch() + "/v3/clusters", "").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"CASSANDRA", "KAFKA"})
    void aServerIsStoppedAndComesBackOnItsPort(Neighbour neighbour) throws Exception {
        String before = box.addresses().getOrDefault(neighbour.word(), "");
        int port = Integer.parseInt(before.substring(before.indexOf(':') + 1));
        assertThat(Ports.isAnswering(port)).isTrue();

        box.stop(neighbour);
        assertThat(Ports.isAnswering(port)).isFalse();
        assertThat(box.isRunning(neighbour)).isFalse();
        box.start(neighbour);

        assertThat(box.addresses()).containsEntry(neighbour.word(), before);
        assertThat(Ports.isAnswering(port)).isTrue();
        System.out.println(said);
    }

    @Test
    void anotherProcessStopsSattleAndStartsItAgain() throws Exception {
        JsonNode file = Reply.JSON.readTree(Files.readAllBytes(box.sandboxJson()));
        String control = file.path("control").asText();
        String cache = box.sattle().address() + "/visit_cache";
        assertThat(send("GET", cache, "").statusCode()).isEqualTo(200);

        JsonNode stopped =
                Reply.JSON.readTree(send("POST", control + "/neighbours/sattle/stop", "").body());
        assertThat(stopped.path("neighbours").path("sattle").path("state").asText())
                .isEqualTo("stopped");
        assertThatThrownBy(() -> send("GET", cache, "")).isInstanceOf(IOException.class);

        assertThat(send("POST", control + "/neighbours/sattle/start", "").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", cache, "").statusCode()).isEqualTo(200);
        assertThat(send("POST", control + "/neighbours/summit/stop", "").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", control.replaceAll("[^/]*$", "guess/status"), "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void closingLeavesNothing() throws Exception {
        Observatory other = Observatory.start(EnumSet.of(Neighbour.DESK, Neighbour.SATTLE));
        List<ProcessHandle> all = ProcessHandle.current().children().toList();
        List<Long> pids = List.copyOf(other.pids().values());
        int port = URI.create(other.sattle().address()).getPort();
        Path folder = other.folder();
        assertThat(folder).isDirectory();

        other.close();
        other.close();

        assertThat(folder).doesNotExist();
        assertThat(Ports.isAnswering(port)).isFalse();
        assertThat(all.stream().filter(it -> pids.contains(it.pid())))
                .hasSize(2)
                .noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void whoIsNotInTheBoxIsNamed() throws Exception {
        try (Observatory other = Observatory.start(EnumSet.of(Neighbour.SATTLE))) {
            assertThatThrownBy(other::kafka).hasMessage("kafka is not part of this observatory");
        }
    }

    private HttpResponse<String> send(String method, String address, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofMinutes(1))
                        .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
