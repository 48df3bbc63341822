// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Plans;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Plans as Avro object containers: a header, the rows table by table, then the alerts one by one.
 * Neither writing nor announcing holds more than one alert.
 */
public final class AvroPlans implements Plans {

    private static final Schema SCHEMA =
            Schema.createUnion(PlanHeader.SCHEMA, PlanTable.SCHEMA, PlanHeader.ALERT);

    private final AvroContainer container;

    /**
     * @param folderUri where plans are kept
     * @param scratch a local folder for files in the making
     */
    public AvroPlans(ObjectStore store, String folderUri, Path scratch) {
        this.container = new AvroContainer(store, folderUri, scratch, "plan");
    }

    @Override
    public Outcome<Stored> keep(Plan plan, AlertSource alerts) {
        return container.keep(
                SCHEMA,
                file -> {
                    file.append(PlanHeader.record(plan));
                    file.append(PlanTable.record("diaObjects", plan.rows().diaObjects()));
                    file.append(PlanTable.record("diaSources", plan.rows().diaSources()));
                    file.append(
                            PlanTable.record("diaForcedSources", plan.rows().diaForcedSources()));
                    append(alerts, file);
                });
    }

    private static void append(AlertSource alerts, DataFileWriter<GenericRecord> file)
            throws IOException {
        for (int a = 0; a < alerts.count(); a++) {
            var record = new GenericData.Record(PlanHeader.ALERT);
            record.put("diaSourceId", alerts.diaSourceId(a));
            record.put("packed", ByteBuffer.wrap(alerts.packed(a)));
            file.append(record);
        }
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        return container.read(stored, file -> AvroContainer.understood(() -> plan(file)));
    }

    private static Plan plan(DataFileReader<GenericRecord> file) throws IOException {
        var header = header(file);
        var rows = new HashMap<String, List<Columns>>();
        while (file.hasNext()) {
            var record = file.next();
            if (!PlanTable.is(record)) {
                break;
            }
            rows.put(PlanTable.name(record), PlanTable.rows(record));
        }
        return PlanHeader.plan(
                header,
                new Apdb.Rows(
                        (Long) header.get("visit"),
                        (Integer) header.get("detector"),
                        (Double) header.get("storeTimeMjdTai"),
                        rows.getOrDefault("diaObjects", List.of()),
                        rows.getOrDefault("diaSources", List.of()),
                        rows.getOrDefault("diaForcedSources", List.of())));
    }

    private static GenericRecord header(DataFileReader<GenericRecord> file) throws IOException {
        if (!file.hasNext()) {
            throw new IOException("it is empty");
        }
        var header = file.next();
        if (!header.getSchema().getName().equals(PlanHeader.SCHEMA.getName())) {
            throw new IOException("it does not begin with a plan's header");
        }
        return header;
    }

    @Override
    public Outcome<Integer> tell(Stored stored, Listener listener) {
        return container.read(stored, file -> tell(file, listener));
    }

    /** What a listener throws is its own. */
    private static int tell(DataFileReader<GenericRecord> file, Listener listener)
            throws IOException {
        var butlerRecord =
                AvroContainer.understood(() -> header(file).get("butlerRecord").toString());
        if (!butlerRecord.isEmpty()) {
            listener.record(butlerRecord);
        }
        int alerts = 0;
        for (var next = next(file); next.isPresent(); next = next(file)) {
            var record = next.get();
            if (record.getSchema().getName().equals(PlanHeader.ALERT.getName())) {
                var packed = AvroContainer.understood(() -> packed(record));
                var id = AvroContainer.understood(() -> (Long) record.get("diaSourceId"));
                listener.alert(id, packed);
                alerts++;
            }
        }
        return alerts;
    }

    private static Optional<GenericRecord> next(DataFileReader<GenericRecord> file)
            throws IOException {
        return AvroContainer.understood(
                () -> file.hasNext() ? Optional.of(file.next()) : Optional.empty());
    }

    private static byte[] packed(GenericRecord record) {
        var packed = (ByteBuffer) record.get("packed");
        var bytes = new byte[packed.remaining()];
        packed.get(bytes);
        return bytes;
    }
}
