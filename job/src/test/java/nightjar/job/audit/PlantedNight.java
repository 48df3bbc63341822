// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nightjar.connectors.apdb.CassandraApdb;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.connectors.ledger.EndedRecords;
import nightjar.connectors.products.AvroPlans;
import nightjar.connectors.store.Stores;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.ids.DiaSourceId;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import nightjar.model.port.Plans;
import nightjar.model.time.Tai;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Leaves in real neighbours what the job leaves of a night, one detector after another: plan,
 * claim, rows, file, mark, alerts, record, ledger entry. Each step can be left out.
 */
final class PlantedNight implements AutoCloseable {

    static final String CAMERA = "SandboxCam";
    static final double MIDPOINT = 61_364.6;
    static final int SOURCES = 3;
    static final int TIME_PARTITION = 692;

    static final double STORE_TIME = Tai.mjdTaiOfUtcMillis(System.currentTimeMillis());

    private final PlantedRows rows;
    private final String name;
    private final long visit;
    private final Path folder;
    private final CqlSession session;
    private final Stores store;
    private final AvroPlans plans;
    private final ClaimStore claims;
    private final CassandraApdb apdb;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param name of the APDB's keyspace, and first part of the topics'
     * @param visit the one visit of the night
     */
    PlantedNight(String name, long visit, Path folder, CqlSession session, String bootstrap) {
        this.name = name;
        rows = new PlantedRows(visit, this::id);
        this.visit = visit;
        this.folder = folder;
        this.session = session;
        store = Stores.ofFiles(folder.resolve("cache"), 1 << 20);
        plans =
                new AvroPlans(
                        store, folder.resolve("plans").toUri().toString(), folder.resolve("made"));
        claims = new ClaimStore(session, name + "_claims", CAMERA, ConsistencyLevel.QUORUM);
        apdb = CassandraApdb.connect(session, name, ConsistencyLevel.QUORUM);
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), bytes, bytes);
    }

    /** What is left out. */
    enum Without {
        NOTHING,
        MARK,
        ALERT,
        RECORD,
        FILE,
        LEDGER
    }

    long id(int detector, int counter) {
        return DiaSourceId.pack(1, visit, detector, counter);
    }

    static String group(int detector) {
        return "2026-11-20T01:00:00." + (100 + detector);
    }

    /** An alert as far as a witness reads it: wire header, id, and something more. */
    static byte[] alert(long id) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(1100).array());
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            encoder.writeLong(id);
            encoder.writeString("and what a broker would read");
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    String record(int detector) {
        return "{\"type\":\"pp-output\",\"datasets\":[{\"refs\":{\"u%d\":{\"data_id\":{\"instrument\":\"%s\",\"detector\":%d,\"visit\":%d}}},\"path\":\"%s\"}]}"
                .formatted(detector, CAMERA, detector, visit, file(detector).getFileName());
    }

    Path file(int detector) {
        return folder.resolve("difference-" + detector + ".fits");
    }

    /** All of one detector, up to what is left out; a claim without a mark has only its plan. */
    Stored leave(int detector, Without without) throws Exception {
        var plan = keep(detector);
        var wanted = new Claim(visit, detector, "audit-test", STORE_TIME, plan, false);
        var claim = done(claims.claim(wanted, soon()));
        if (without == Without.MARK) {
            return plan;
        }
        done(apdb.write(rows.of(detector), soon()));
        if (without != Without.FILE) {
            Files.writeString(file(detector), "pixels");
        }
        done(claims.commit(claim, soon()));
        for (int counter = 1; counter <= SOURCES; counter++) {
            if (counter > 1 || without != Without.ALERT) {
                send("alerts", alert(id(detector, counter)));
            }
        }
        if (without != Without.RECORD) {
            send("butler", record(detector).getBytes(UTF_8));
        }
        if (without != Without.LEDGER) {
            ledger(detector, SOURCES);
        }
        return plan;
    }

    /** An image worker's archive, as far as its count of candidates. */
    private Path product() throws IOException {
        var archive = folder.resolve("product.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("summary.json"));
            zip.write("{\"nDiaSources\": 5}".getBytes(UTF_8));
        }
        return archive;
    }

    private Stored keep(int detector) throws IOException {
        var product = new Stored(product().toUri().toString(), "00", 1);
        var export =
                new Plans.Export(product, "difference.fits", file(detector).toUri().toString());
        var key = new VisitDetector(CAMERA, group(detector), detector);
        var plan =
                new Plans.Plan(
                        key,
                        rows.of(detector),
                        "prior",
                        record(detector),
                        List.of(export),
                        1000,
                        2000);
        return done(
                plans.keep(
                        plan,
                        new Plans.AlertSource() {
                            @Override
                            public int count() {
                                return SOURCES;
                            }

                            @Override
                            public long diaSourceId(int alert) {
                                return id(detector, alert + 1);
                            }

                            @Override
                            public byte[] packed(int alert) {
                                return alert(diaSourceId(alert));
                            }
                        }));
    }

    /** Rows that nobody has planned. */
    void intrude(int detector) throws InterruptedException {
        var planned = rows.of(detector);
        done(
                apdb.write(
                        new Apdb.Rows(
                                visit,
                                detector,
                                STORE_TIME,
                                List.of(),
                                planned.diaSources().subList(0, 1),
                                List.of()),
                        soon()));
    }

    void ledger(int detector, int alerts) throws InterruptedException, ExecutionException {
        var ended =
                new Ended(
                        new VisitDetector(CAMERA, group(detector), detector),
                        visit,
                        Ending.ALERTED,
                        Cause.IGNORABLE,
                        "commit",
                        "",
                        alerts,
                        1_795_200_000_000L,
                        1_795_200_040_000L,
                        1_795_200_038_000L,
                        1_795_200_050_500L);
        var record = new EndedRecords(name + "-ledger").serialize(ended, new NoSink(), null);
        if (record != null) {
            producer.send(record).get();
        }
    }

    /** A value with something after it that does not belong there. */
    void send(String topic, byte[] more, byte[] value)
            throws InterruptedException, ExecutionException {
        var both = java.util.Arrays.copyOf(value, value.length + more.length);
        System.arraycopy(more, 0, both, value.length, more.length);
        send(topic, both);
    }

    void send(String topic, byte[] value) throws InterruptedException, ExecutionException {
        producer.send(new ProducerRecord<>(name + "-" + topic, value)).get();
    }

    /** Runs a statement on the row with this id, whichever pixel it is in. */
    void cql(String statement, String table, String key, long id) {
        var at = "\"" + name + "\".\"" + table + "\"";
        var where = "\"" + key + "\" = " + id;
        var pixel =
                session.execute(
                                "SELECT \"apdb_part\" FROM "
                                        + at
                                        + " WHERE "
                                        + where
                                        + " ALLOW FILTERING")
                        .all()
                        .get(0)
                        .getLong(0);
        session.execute(statement.formatted(at, "\"apdb_part\" = " + pixel + " AND " + where));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    private static <T> T done(Outcome<T> outcome) {
        return outcome.fold(
                it -> it,
                loss -> {
                    throw new AssertionError(loss.toString());
                });
    }

    @Override
    public void close() {
        producer.close();
        store.close();
    }

    /** Nothing of it is asked. */
    private static final class NoSink implements KafkaSinkContext {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[0];
        }
    }
}
