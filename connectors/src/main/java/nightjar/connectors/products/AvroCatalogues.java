// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Catalogues;
import nightjar.model.port.ObjectStore;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Catalogues as Avro object containers: one record type a table, tables one after another. The same
 * tables give the same bytes, hence the same digest.
 */
public final class AvroCatalogues implements Catalogues {

    private final AvroContainer container;

    /**
     * @param folderUri where catalogues are kept
     * @param scratch a local folder for files in the making
     */
    public AvroCatalogues(ObjectStore store, String folderUri, Path scratch) {
        this.container = new AvroContainer(store, folderUri, scratch, "catalogue");
    }

    @Override
    public Outcome<Stored> keep(List<Table> tables) {
        var formats = new ArrayList<TableFormat>();
        for (var table : tables) {
            formats.add(TableFormat.of("t" + formats.size(), table));
        }
        var schema = Schema.createUnion(formats.stream().map(TableFormat::schema).toList());
        return container.keep(
                schema,
                file -> {
                    for (int t = 0; t < tables.size(); t++) {
                        for (var row : tables.get(t).rows()) {
                            file.append(formats.get(t).record(row));
                        }
                    }
                });
    }

    @Override
    public Outcome<List<Table>> read(Stored stored) {
        return container.read(
                stored,
                file -> {
                    var tables = new LinkedHashMap<String, Reading>();
                    TableFormat.tables(file.getSchema())
                            .forEach((type, format) -> tables.put(type, new Reading(format)));
                    for (var record : file) {
                        tables.computeIfPresent(
                                record.getSchema().getName(), (type, table) -> table.with(record));
                    }
                    return tables.values().stream().map(Reading::table).toList();
                });
    }

    /** A table half read. */
    private record Reading(TableFormat format, List<Columns> rows) {

        Reading(TableFormat format) {
            this(format, new ArrayList<>());
        }

        Reading with(GenericRecord record) {
            rows.add(format.row(record));
            return this;
        }

        Table table() {
            return new Table(format.table(), rows);
        }
    }
}
