// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Catalogues.Table;
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
        var rows = plan.rows();
        var tables =
                List.of(
                        new Table("diaObjects", rows.diaObjects()),
                        new Table("diaSources", rows.diaSources()),
                        new Table("diaForcedSources", rows.diaForcedSources()));
        var formats = new ArrayList<TableFormat>();
        var types = new ArrayList<>(List.of(PlanHeader.SCHEMA));
        for (var table : tables) {
            var format = TableFormat.of("t" + formats.size(), table);
            formats.add(format);
            types.add(format.schema());
        }
        types.add(PlanHeader.ALERT);
        return container.keep(
                Schema.createUnion(types),
                file -> {
                    file.append(PlanHeader.record(plan));
                    for (int t = 0; t < tables.size(); t++) {
                        for (var row : tables.get(t).rows()) {
                            file.append(formats.get(t).record(row));
                        }
                    }
                    append(alerts, file);
                });
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        return container.read(stored, AvroPlans::plan);
    }

    @Override
    public Outcome<Integer> alerts(Stored stored, EachAlert each) {
        return container.read(stored, file -> handOut(file, each));
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

    private static Plan plan(DataFileReader<GenericRecord> file) throws IOException {
        if (!file.hasNext()) {
            throw new IOException("it is empty");
        }
        var header = file.next();
        if (!header.getSchema().getName().equals(PlanHeader.SCHEMA.getName())) {
            throw new IOException("it does not begin with a plan's header");
        }
        var formats = TableFormat.tables(file.getSchema());
        Map<String, List<Columns>> rows = new HashMap<>();
        while (file.hasNext()) {
            var record = file.next();
            var format = formats.get(record.getSchema().getName());
            if (format == null) {
                break;
            }
            rows.computeIfAbsent(format.table(), t -> new ArrayList<>()).add(format.row(record));
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

    private static int handOut(DataFileReader<GenericRecord> file, EachAlert each) {
        int alerts = 0;
        for (var record : file) {
            if (record.getSchema().getName().equals(PlanHeader.ALERT.getName())) {
                var packed = (ByteBuffer) record.get("packed");
                var bytes = new byte[packed.remaining()];
                packed.get(bytes);
                each.alert((Long) record.get("diaSourceId"), bytes);
                alerts++;
            }
        }
        return alerts;
    }
}
