// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import nightjar.model.port.ObjectStore;
import nightjar.sandbox.camera.CephNotification;
import nightjar.sandbox.camera.NamedBytes;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The summit and its object store, as nightjar's neighbours see them: announces visits in Avro,
 * puts sidecars and images into the bucket, and has the bucket's notifications published as Ceph
 * does.
 */
public final class Telescope implements AutoCloseable {

    /** Where the telescope's words go. */
    public record Desk(
            String kafka,
            String registry,
            String presence,
            String mpsky,
            String nextVisitTopic,
            String canceledTopic,
            String notificationTopic,
            String bucket) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Desk desk;
    private final ObjectStore store;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int nextVisitSchema;
    private final int canceledSchema;

    public Telescope(Desk desk, ObjectStore store) {
        this.desk = desk;
        this.store = store;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", desk.kafka(), "linger.ms", "0", "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        nextVisitSchema = register(desk.nextVisitTopic(), SalSchemas.NEXT_VISIT);
        canceledSchema = register(desk.canceledTopic(), SalSchemas.NEXT_VISIT_CANCELED);
    }

    /** The schema of announcements. */
    public static Schema nextVisitSchema() {
        return SalSchemas.NEXT_VISIT;
    }

    /** An announcement of these SAL fields as it stands in Kafka. */
    public static byte[] nextVisit(int schemaId, Map<String, Object> fields) {
        return SalSchemas.message(schemaId, SalSchemas.NEXT_VISIT, fields);
    }

    /** Publishes a nextVisit of these SAL fields. */
    public void announce(Map<String, Object> fields) {
        send(
                desk.nextVisitTopic(),
                SalSchemas.message(nextVisitSchema, SalSchemas.NEXT_VISIT, fields));
    }

    /** Publishes a nextVisitCanceled of these SAL fields. */
    public void cancel(Map<String, Object> fields) {
        send(
                desk.canceledTopic(),
                SalSchemas.message(canceledSchema, SalSchemas.NEXT_VISIT_CANCELED, fields));
    }

    /** Puts an object into the raw bucket. */
    public void put(NamedBytes object) {
        store.put("s3://" + desk.bucket() + "/" + object.key(), object.bytes())
                .match(
                        uri -> {},
                        loss -> {
                            throw new IllegalStateException(
                                    "the sandbox's store refused an object: " + loss.why());
                        });
    }

    /** Has Ceph tell that the object appeared. */
    public void notifyCreated(NamedBytes object) {
        send(
                desk.notificationTopic(),
                CephNotification.created(desk.bucket(), object, Instant.now()));
    }

    /** Tells Presence that a raw is there, as the embargo ingest does. */
    public void ingest(
            String instrument, String group, int snap, String detectorName, NamedBytes object) {
        var body =
                JSON.createObjectNode()
                        .put("instrument", instrument)
                        .put("group", group)
                        .put("snap", snap)
                        .put("detector", detectorName)
                        .put("uri", "s3://" + desk.bucket() + "/" + object.key())
                        .toString();
        var admin = desk.presence().replaceAll("/presence$", "") + "/admin/objects";
        post(admin, "application/json", body);
    }

    /** Tells MPSky which asteroids are in the sky; they replace those told before. */
    void almanac(String asteroids) {
        post(
                desk.mpsky().replaceAll("/ephemerides/$", "") + "/admin/asteroids",
                "application/json",
                asteroids);
    }

    /** Publishes bytes as they are: for what should be refused. */
    public void sendRaw(String topic, byte[] value) {
        send(topic, value);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private void send(String topic, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused a record for " + topic, e);
        }
    }

    private int register(String topic, Schema schema) {
        var body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        var reply =
                post(
                        desk.registry() + "/subjects/" + topic + "-value/versions",
                        "application/vnd.schemaregistry.v1+json",
                        body);
        try {
            return JSON.readTree(reply).get("id").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String post(String url, String type, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            var reply = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() >= 300) {
                throw new IllegalStateException(
                        url + " answered " + reply.statusCode() + " " + reply.body());
            }
            return reply.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
