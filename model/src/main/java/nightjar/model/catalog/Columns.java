// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One catalogue row by its published column names (DIASource, DIAObject, DIAForcedSource of the
 * alert schema and the APDB), for the many columns that nightjar carries and does not read.
 *
 * <p>Values are Double, Float, Long, Integer, Boolean or String; a column without a value is not in
 * the map. Ordered by name, so equal rows print and serialize equally.
 */
public record Columns(Map<String, Object> values) {

    public static final Columns EMPTY = new Columns(Map.of());

    public Columns {
        var sorted = new TreeMap<String, Object>();
        for (var entry : values.entrySet()) {
            sorted.put(entry.getKey(), requireKnownType(entry.getKey(), entry.getValue()));
        }
        values = Collections.unmodifiableMap(sorted);
    }

    public Columns with(String name, Object value) {
        var more = new TreeMap<>(values);
        more.put(name, value);
        return new Columns(more);
    }

    public Columns without(String name) {
        var fewer = new TreeMap<>(values);
        fewer.remove(name);
        return new Columns(fewer);
    }

    /** All of these columns, and those of {@code other}, whose values win. */
    public Columns and(Columns other) {
        var both = new TreeMap<>(values);
        both.putAll(other.values);
        return new Columns(both);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The number in this column, NaN when it is absent. */
    public double number(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The whole number in this column, {@code otherwise} when it is absent. */
    public long whole(String name, long otherwise) {
        return values.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** The flag in this column, false when it is absent. */
    public boolean flag(String name) {
        return values.get(name) instanceof Boolean flag && flag;
    }

    /** The text in this column, empty when it is absent. */
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    private static Object requireKnownType(String name, Object value) {
        if (value instanceof Double
                || value instanceof Float
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException(
                "column " + name + " holds a " + value.getClass().getSimpleName());
    }
}
