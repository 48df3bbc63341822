// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Layout;
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
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Layout layout;

    private TableFormat(Schema schema) {
        this.schema = schema;
        this.columns = schema.getFields().stream().map(field -> field.getProp(COLUMN)).toList();
        this.layout = Layout.of(columns);
        columns.forEach(column -> positions.put(column, positions.size()));
    }

    /** The tables' formats in a file of this schema, by record type. */
    static Map<String, TableFormat> tables(Schema file) {
        var formats = new LinkedHashMap<String, TableFormat>();
        for (var type : file.getTypes()) {
            if (type.getProp(TABLE) != null) {
                formats.put(type.getName(), new TableFormat(type));
            }
        }
        return formats;
    }

    /** The format of a table; {@code record} is its type's name, unique in the file. */
    static TableFormat of(String record, Catalogues.Table table) {
        var types = new TreeMap<String, TreeSet<Schema.Type>>();
        for (var row : table.rows()) {
            row.forEach(
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
        row.forEach((name, value) -> record.put(positions.getOrDefault(name, -1), value));
        return record;
    }

    /** The table's name. */
    String table() {
        return schema.getProp(TABLE);
    }

    Columns row(GenericRecord record) {
        var values = new HashMap<String, Object>();
        for (int at = 0; at < columns.size(); at++) {
            var value = record.get(at);
            if (value != null) {
                values.put(
                        columns.get(at),
                        value instanceof CharSequence text ? text.toString() : value);
            }
        }
        return layout.row(values);
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
