// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import nightjar.connectors.alerts.AlertSchema;
import nightjar.connectors.alerts.AlertSchemas;
import nightjar.connectors.nextvisit.VisitsCanceled;
import nightjar.model.Cause;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.VisitCanceled;
import nightjar.model.port.Deadline;
import nightjar.model.port.Door;
import nightjar.model.port.Placement;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the Confluent client against the sandbox's registry. */
class SchemaRegistryIT {

    private Observatory observatory;
    private String url;

    @BeforeEach
    void start() throws Exception {
        observatory = Observatory.start(Set.of(Neighbour.DESK));
        url = observatory.desk().registry();
    }

    @AfterEach
    void stop() {
        observatory.close();
    }

    @Test
    void alertSchemaIsFoundUnderTheIdOnTheWire() {
        assertThat(AlertSchemas.register(url)).isEqualTo(Outcome.done(1100));
        assertThat(AlertSchemas.register(url)).isEqualTo(Outcome.done(1100));
        var found = new SchemaRegistry(patient(url)).byId(1100).asValue();
        assertThat(found.map(SchemaNormalization::toParsingForm)).contains(AlertSchema.canonical());
    }

    @Test
    void schemaOnceSeenIsKnownWhileTheRegistryIsAway() throws Exception {
        assertThat(AlertSchemas.register(url)).isEqualTo(Outcome.done(1100));
        var registry = new SchemaRegistry(patient(url));
        assertThat(registry.byId(1100).asLoss()).isEmpty();
        observatory.stop(Neighbour.DESK);
        assertThat(registry.byId(1100).asLoss()).isEmpty();
        var away = registry.byId(1101).asLoss().orElseThrow();
        assertThat(away.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(away.why()).contains("no schema registry of").contains("schema 1101");
        observatory.start(Neighbour.DESK);
        var unknown = registry.byId(1101).asLoss().orElseThrow();
        assertThat(unknown.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(unknown.why())
                .contains("answered about schema 1101")
                .contains("not known (yet)");
    }

    @Test
    void announcementIsReadThroughADoorThatTravelled() throws Exception {
        var schema =
                SchemaBuilder.record("logevent_nextVisitCanceled")
                        .namespace("lsst.sal.ScriptQueue")
                        .fields()
                        .requiredString("groupId")
                        .endRecord();
        int id = new RestService(url).registerSchema(schema.toString(), "canceled-value");
        var settings = patient(url);
        Door<Received, VisitCanceled> door =
                InstantiationUtil.clone(
                        VisitsCanceled.door(() -> new SchemaRegistry(settings)::byId));
        var record = new GenericRecordBuilder(schema).set("groupId", "g1").build();
        var received = new Received("canceled", 0, 0, 0, framed(id, record));
        try (var port = door.open(new Placement("decode", 0, 1))) {
            assertThat(port.ask(received, Deadline.in(Duration.ofMinutes(1))).asValue())
                    .contains(new VisitCanceled("g1", 0));
        }
    }

    private static byte[] framed(int id, GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void nextUrlIsAskedWhenOneIsDead() {
        assertThat(AlertSchemas.register(url)).isEqualTo(Outcome.done(1100));
        var registry = new SchemaRegistry(patient("http://127.0.0.1:1", url));
        assertThat(registry.byId(1100).asLoss()).isEmpty();
    }

    @Test
    void registryThatIsAwayCannotBeFilled() {
        var loss = AlertSchemas.register("http://127.0.0.1:1").asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
    }

    /** Time-outs that hold on a busy machine. */
    private static RegistrySettings patient(String... urls) {
        var patience = Duration.ofSeconds(20);
        return RegistrySettings.at(urls).within(patience);
    }
}
