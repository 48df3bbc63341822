// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Layout;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Rows of a plan as one Avro record: the names of their columns once, then each row's values in
 * that order. One schema fits all tables, so that no plan carries one of its own; each value comes
 * back as the type it was.
 */
final class PlanTable {

    private static final Schema VALUE =
            SchemaBuilder.unionOf()
                    .nullType()
                    .and()
                    .doubleType()
                    .and()
                    .floatType()
                    .and()
                    .longType()
                    .and()
                    .intType()
                    .and()
                    .booleanType()
                    .and()
                    .stringType()
                    .endUnion();

    private static final Schema ROW = Schema.createArray(VALUE);

    static final Schema SCHEMA =
            SchemaBuilder.record("table")
                    .namespace("nightjar")
                    .fields()
                    .requiredString("name")
                    .name("columns")
                    .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
                    .noDefault()
                    .name("rows")
                    .type(Schema.createArray(ROW))
                    .noDefault()
                    .endRecord();

    private PlanTable() {}

    static GenericRecord record(String name, List<Columns> rows) {
        var names = new TreeSet<String>();
        rows.forEach(row -> row.forEach((column, value) -> names.add(column)));
        var layout = Layout.of(names);
        var record = new GenericData.Record(SCHEMA);
        record.put("name", name);
        record.put("columns", layout.names());
        record.put("rows", rows.stream().map(row -> values(row, layout)).toList());
        return record;
    }

    private static List<Object> values(Columns row, Layout layout) {
        var values = new GenericData.Array<>(layout.names().size(), ROW);
        for (var column : layout.names()) {
            values.add(row.get(column).orElse(null));
        }
        return values;
    }

    static boolean is(GenericRecord record) {
        return record.getSchema().getName().equals(SCHEMA.getName());
    }

    static String name(GenericRecord table) {
        return table.get("name").toString();
    }

    static List<Columns> rows(GenericRecord table) {
        var names = ((List<?>) table.get("columns")).stream().map(Object::toString).toList();
        var layout = Layout.of(names);
        var rows = new ArrayList<Columns>();
        for (var row : (List<?>) table.get("rows")) {
            rows.add(row(layout, names, (List<?>) row));
        }
        return rows;
    }

    private static Columns row(Layout layout, List<String> names, List<?> values) {
        var columns = new HashMap<String, Object>();
        for (int at = 0; at < names.size(); at++) {
            var value = values.get(at);
            if (value != null) {
                columns.put(names.get(at), value instanceof CharSequence t ? t.toString() : value);
            }
        }
        return layout.row(columns);
    }
}
