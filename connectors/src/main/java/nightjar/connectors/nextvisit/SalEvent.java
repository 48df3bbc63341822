// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * A SAL event's fields by name. What is missing, null or of another kind has the value that SAL
 * itself fills in: 0, or an empty text.
 */
final class SalEvent {

    private final GenericRecord record;

    SalEvent(GenericRecord record) {
        this.record = record;
    }

    double number(String field) {
        return value(field) instanceof Number number ? number.doubleValue() : 0;
    }

    /** A whole number in the range of int; what lies outside is cut to its ends. */
    int whole(String field) {
        return value(field) instanceof Number number
                ? (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.longValue()))
                : 0;
    }

    /** A whole number of any size. */
    long large(String field) {
        return value(field) instanceof Number number ? number.longValue() : 0;
    }

    String text(String field) {
        return value(field) instanceof CharSequence text ? text.toString().strip() : "";
    }

    /** The i-th number of an array; NaN when there is none. */
    double number(String field, int i) {
        return value(field) instanceof List<?> list
                        && i < list.size()
                        && list.get(i) instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    private Object value(String field) {
        if (!record.hasField(field)) {
            return "";
        }
        var value = record.get(field);
        return value == null ? "" : value;
    }
}
