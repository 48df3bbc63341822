// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.util.List;
import nightjar.model.catalog.Columns;

/** How a row becomes a record of the alert schema; worked out once, used for every row. */
final class RowPlan {

    private static final int IS_NULL = 0;
    private static final int IS_THERE = 2; // branch 1, zigzag

    private enum Kind {
        LONG,
        INT,
        DOUBLE,
        FLOAT,
        BOOLEAN,
        STRING
    }

    private final String record;
    private final int fields;
    private final String[] names;
    private final Kind[] kinds;
    private final boolean[] nullable;
    private final boolean[] must;
    private final boolean[] nullWhenMissing;

    RowPlan(String record, Missing missing) {
        List<AlertField> all = AlertField.of(record);
        this.record = record;
        fields = all.size();
        names = new String[fields];
        kinds = new Kind[fields];
        nullable = new boolean[fields];
        must = new boolean[fields];
        nullWhenMissing = new boolean[fields];
        for (int i = 0; i < fields; i++) {
            var field = all.get(i);
            names[i] = field.name();
            kinds[i] = Kind.valueOf(field.type().toUpperCase(java.util.Locale.ROOT));
            nullable[i] = field.nullable();
            must[i] = field.must();
            nullWhenMissing[i] = field.nullable() && isNull(kinds[i], missing);
        }
    }

    private static boolean isNull(Kind kind, Missing missing) {
        return missing == Missing.NULL || kind == Kind.BOOLEAN || kind == Kind.STRING;
    }

    /** Room for this record's values, for one thread. */
    RowValues values() {
        return new RowValues(List.of(names));
    }

    void write(Columns row, RowValues values, AvroBuffer out) {
        values.take(row);
        for (int i = 0; i < fields; i++) {
            var value = values.at(i);
            if (value == null) {
                missing(i, out);
            } else {
                if (nullable[i]) {
                    out.one(IS_THERE);
                }
                known(i, value, out);
            }
        }
    }

    private void known(int field, Object value, AvroBuffer out) {
        switch (kinds[field]) {
            case LONG, INT -> out.whole(number(field, value).longValue());
            case DOUBLE -> out.twice(number(field, value).doubleValue());
            case FLOAT -> out.single(number(field, value).floatValue());
            case BOOLEAN -> out.one(value instanceof Boolean flag ? (flag ? 1 : 0) : wrong(field));
            case STRING -> out.text(value.toString());
        }
    }

    private Number number(int field, Object value) {
        return value instanceof Number number ? number : wrong(field);
    }

    private void missing(int field, AvroBuffer out) {
        if (must[field]) {
            throw new IllegalArgumentException(
                    "no alert without " + names[field] + " of its " + record);
        }
        if (nullWhenMissing[field]) {
            out.one(IS_NULL);
            return;
        }
        if (nullable[field]) {
            out.one(IS_THERE);
        }
        // What convertDataFrameToSdmSchema of lsst/pipe_tasks 0ba22df fills in: NaN where null is
        // allowed, else 0.
        double floating = nullable[field] ? Double.NaN : 0;
        switch (kinds[field]) {
            case LONG, INT -> out.whole(0);
            case DOUBLE -> out.twice(floating);
            case FLOAT -> out.single((float) floating);
            case BOOLEAN -> out.one(0);
            case STRING -> out.text("");
        }
    }

    private int wrong(int field) {
        throw new IllegalArgumentException(record + "." + names[field] + " is no " + kinds[field]);
    }
}
