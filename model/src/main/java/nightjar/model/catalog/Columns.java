// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * One catalogue row by its published column names (DIASource, DIAObject, DIAForcedSource of the
 * alert schema and the APDB), for the many columns that nightjar carries and does not read.
 *
 * <p>Values are Double, Float, Long, Integer, Boolean or String; a column without a value is not
 * there. Ordered by name, so equal rows print and serialize equally. Immutable; rows made from one
 * {@link Layout} share their names, so that a hundred columns cost little more than their values.
 */
public final class Columns {

    public static final Columns EMPTY = new Columns(Map.of());

    private final Layout layout;
    // One slot per name of the layout; null where the row has no value.
    private final Object[] values;

    public Columns(Map<String, ?> values) {
        var sorted = new TreeMap<String, Object>(values);
        sorted.forEach(Columns::requireKnownType);
        this.layout = Layout.of(sorted.keySet());
        this.values = sorted.values().toArray();
    }

    Columns(Layout layout, Object[] values) {
        this.layout = layout;
        this.values = values;
    }

    public Columns with(String name, Object value) {
        requireKnownType(name, value);
        int slot = layout.slot(name);
        if (slot >= 0) {
            Object[] copy = values.clone();
            copy[slot] = value;
            return new Columns(layout, copy);
        }
        Layout wider = layout.including(name);
        int added = wider.slot(name);
        Object[] copy = new Object[values.length + 1];
        System.arraycopy(values, 0, copy, 0, added);
        copy[added] = value;
        System.arraycopy(values, added, copy, added + 1, values.length - added);
        return new Columns(wider, copy);
    }

    public Columns without(String name) {
        int slot = layout.slot(name);
        if (slot < 0) {
            return this;
        }
        Object[] copy = values.clone();
        Arrays.fill(copy, slot, slot + 1, null);
        return new Columns(layout, copy);
    }

    /** All of these columns, and those of {@code other}, whose values win. */
    public Columns and(Columns other) {
        var both = new TreeMap<>(values());
        both.putAll(other.values());
        return new Columns(both);
    }

    public boolean has(String name) {
        return get(name).isPresent();
    }

    public Optional<Object> get(String name) {
        int slot = layout.slot(name);
        return slot < 0 ? Optional.empty() : Optional.ofNullable(values[slot]);
    }

    /** The number in this column, NaN when it is absent. */
    public double number(String name) {
        int slot = layout.slot(name);
        return slot >= 0 && values[slot] instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    /** The whole number in this column, {@code otherwise} when it is absent. */
    public long whole(String name, long otherwise) {
        int slot = layout.slot(name);
        return slot >= 0 && values[slot] instanceof Number number ? number.longValue() : otherwise;
    }

    /** The flag in this column, false when it is absent. */
    public boolean flag(String name) {
        int slot = layout.slot(name);
        return slot >= 0 && values[slot] instanceof Boolean flag && flag;
    }

    /** The text in this column, empty when it is absent. */
    public String text(String name) {
        int slot = layout.slot(name);
        return slot >= 0 && values[slot] instanceof String text ? text : "";
    }

    /** Visits the columns that have a value, by name. */
    public void forEach(BiConsumer<String, Object> visitor) {
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != null) {
                visitor.accept(layout.name(slot), values[slot]);
            }
        }
    }

    /** The columns that have a value, by name. */
    public Map<String, Object> values() {
        var map = new TreeMap<String, Object>();
        forEach(map::put);
        return Collections.unmodifiableMap(map);
    }

    /** Equal when the same columns hold equal values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Columns columns && values().equals(columns.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }

    static void requireKnownType(String name, Object value) {
        if (!(value instanceof Double
                || value instanceof Float
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof String)) {
            throw new IllegalArgumentException(
                    "column " + name + " holds a " + value.getClass().getSimpleName());
        }
    }
}
