// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Catalogues;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * One table as an Avro record type, made for the columns and types that its rows really have: each
 * field is a union of null and those types, so that every value comes back as what it was.
 *
 * <p>Avro narrows what a name may be, so tables and columns carry their names as properties.
 */
final class TableFormat {

    private static final String TABLE = "table";
    private static final String COLUMN = "column";

    private final Schema schema;
    private final Map<String, Integer> positions = new TreeMap<>();

    private TableFormat(Schema schema) {
        this.schema = schema;
        for (var field : schema.getFields()) {
            positions.put(field.getProp(COLUMN), field.pos());
        }
    }

    /** The format of a table; {@code record} is its type's name, unique in the file. */
    static TableFormat of(String record, Catalogues.Table table) {
        var types = new TreeMap<String, TreeSet<Schema.Type>>();
        for (var row : table.rows()) {
            each(
                    row,
                    (name, value) ->
                            types.computeIfAbsent(name, n -> new TreeSet<>()).add(typeOf(value)));
        }
        var fields = new ArrayList<Schema.Field>();
        types.forEach((name, seen) -> fields.add(field("c" + fields.size(), name, seen)));
        var schema = Schema.createRecord(record, null, "nightjar", false, fields);
        schema.addProp(TABLE, table.name());
        return new TableFormat(schema);
    }

    Schema schema() {
        return schema;
    }

    GenericRecord record(Columns row) {
        var record = new GenericData.Record(schema);
        each(row, (name, value) -> record.put(positions.getOrDefault(name, -1), value));
        return record;
    }

    /** The table's name when the record type is a table's. */
    static Optional<String> table(Schema schema) {
        return Optional.ofNullable(schema.getProp(TABLE));
    }

    static Columns row(GenericRecord record) {
        var values = new LinkedHashMap<String, Object>();
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (value != null) {
                values.put(
                        field.getProp(COLUMN),
                        value instanceof CharSequence text ? text.toString() : value);
            }
        }
        return new Columns(values);
    }

    private static void each(Columns row, BiConsumer<String, Object> visitor) {
        row.values().forEach(visitor);
    }

    private static Schema.Field field(String name, String column, Set<Schema.Type> seen) {
        var choices = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
        seen.forEach(type -> choices.add(Schema.create(type)));
        var field = new Schema.Field(name, Schema.createUnion(choices), null, (Object) null);
        field.addProp(COLUMN, column);
        return field;
    }

    private static Schema.Type typeOf(Object value) {
        if (value instanceof Double) {
            return Schema.Type.DOUBLE;
        } else if (value instanceof Float) {
            return Schema.Type.FLOAT;
        } else if (value instanceof Long) {
            return Schema.Type.LONG;
        } else if (value instanceof Integer) {
            return Schema.Type.INT;
        } else if (value instanceof Boolean) {
            return Schema.Type.BOOLEAN;
        }
        return Schema.Type.STRING;
    }
}
