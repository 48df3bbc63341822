// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The column names that rows of one table share. Make one per table read, not one per row, and add
 * columns to its rows in the same order: then they go on sharing.
 */
public final class Layout {

    private final String[] names;
    private final Map<String, Layout> wider = new ConcurrentHashMap<>();

    private Layout(Collection<String> names) {
        this.names = new TreeSet<>(names).toArray(String[]::new);
        if (this.names.length != names.size()) {
            throw new IllegalArgumentException("a column is named twice in " + names);
        }
    }

    public static Layout of(Collection<String> names) {
        return new Layout(names);
    }

    /** A row with the values of these columns, all of which must belong to the layout. */
    public Columns row(Map<String, ?> values) {
        Object[] slotted = new Object[names.length];
        values.forEach(
                (name, value) -> {
                    Columns.requireKnownType(name, value);
                    if (slot(name) < 0) {
                        throw new IllegalArgumentException("no column " + name + " in " + names());
                    }
                    slotted[slot(name)] = value;
                });
        return new Columns(this, slotted);
    }

    public List<String> names() {
        return List.of(names);
    }

    /** Where a column's value is, negative when there is no such column. */
    int slot(String name) {
        return Arrays.binarySearch(names, name);
    }

    String name(int slot) {
        return names[slot];
    }

    Layout including(String name) {
        return wider.computeIfAbsent(
                name,
                added -> {
                    var more = new TreeSet<>(Arrays.asList(names));
                    more.add(added);
                    return new Layout(more);
                });
    }
}
