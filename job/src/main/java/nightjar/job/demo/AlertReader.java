// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A broker's reader of the alert topic, independent of the job's code: a plain consumer in
 * read_committed, the schema by its id from the registry, plain Avro.
 */
final class AlertReader implements AutoCloseable {

    private static final int HEADER_BYTES = 5;

    private final String registry;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final List<AlertSeen> seen = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final TopicReader reader;

    AlertReader(String bootstrap, String topic, String registry) {
        this.registry = registry;
        reader = TopicReader.follow("check-reader", bootstrap, List.of(topic), this::see);
    }

    List<AlertSeen> alerts() {
        return List.copyOf(seen);
    }

    /** What could not be read, a line each; empty in a good night. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        try {
            seen.add(decode(record));
        } catch (IOException | RuntimeException e) {
            unreadable.add("offset " + record.offset() + ": " + e);
        }
    }

    private AlertSeen decode(ConsumerRecord<byte[], byte[]> record) throws IOException {
        long now = System.currentTimeMillis();
        var value = ByteBuffer.wrap(record.value());
        if (value.get() != 0) {
            throw new IOException("the first byte is not 0");
        }
        var schema = schemas.computeIfAbsent(value.getInt(), this::schema);
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(
                                record.value(),
                                HEADER_BYTES,
                                record.value().length - HEADER_BYTES,
                                null);
        GenericRecord alert = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        var source = (GenericRecord) alert.get("diaSource");
        var object = Optional.ofNullable((GenericRecord) alert.get("diaObject"));
        var body = Optional.ofNullable((GenericRecord) alert.get("ssSource"));
        return new AlertSeen(
                (Long) alert.get("diaSourceId"),
                (Long) source.get("visit"),
                (Integer) source.get("detector"),
                object.map(row -> (Long) row.get("diaObjectId")).orElse(0L),
                body.map(row -> (Long) row.get("ssObjectId")).orElse(0L),
                object.map(row -> (Integer) row.get("nDiaSources")).orElse(0),
                (Double) source.get("ra"),
                (Double) source.get("dec"),
                number(source, "snr"),
                number(source, "psfFlux"),
                number(source, "reliability"),
                Boolean.TRUE.equals(source.get("isDipole")),
                size(alert.get("prvDiaSources")),
                size(alert.get("prvDiaForcedSources")),
                now,
                produced(record),
                record.value().length);
    }

    private static double number(GenericRecord row, String field) {
        return row.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static int size(Object array) {
        return array instanceof List<?> list ? list.size() : 0;
    }

    private static double produced(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("producer_timestamp");
        return header == null
                ? Double.NaN
                : Double.parseDouble(new String(header.value(), StandardCharsets.UTF_8));
    }

    private Schema schema(int id) {
        var request =
                HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            var body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new Schema.Parser()
                    .parse(new ObjectMapper().readTree(body).get("schema").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ids seen more than once: there must be none. */
    List<Long> repeated() {
        var once = new java.util.HashSet<Long>();
        var twice = new ArrayList<Long>();
        for (var alert : seen) {
            if (!once.add(alert.diaSourceId())) {
                twice.add(alert.diaSourceId());
            }
        }
        return twice;
    }
}
