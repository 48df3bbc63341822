// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Comparator;
import java.util.List;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Prior;
import nightjar.model.port.Apdb;
import nightjar.model.port.Catalogues.Table;

/** The prior state as a catalogue: rows in the order of their keys, so that its digest means it. */
final class PriorRows {

    private static final String OBJECTS = "diaObjects";
    private static final String SOURCES = "diaSources";
    private static final String FORCED = "diaForcedSources";

    private PriorRows() {}

    static List<Table> tables(Apdb.Prior prior) {
        return List.of(
                new Table(OBJECTS, sorted(prior.diaObjects(), "diaObjectId")),
                new Table(SOURCES, sorted(prior.diaSources(), "diaSourceId")),
                new Table(
                        FORCED,
                        sorted(prior.diaForcedSources(), "diaObjectId", "visit", "detector")));
    }

    static Prior read(List<Table> tables) {
        return Prior.ofRows(rows(tables, OBJECTS), rows(tables, SOURCES), rows(tables, FORCED));
    }

    /** The rows of one table; none when there is no such table. */
    static List<Columns> rows(List<Table> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .map(Table::rows)
                .orElse(List.of());
    }

    private static List<Columns> sorted(List<Columns> rows, String first, String... further) {
        Comparator<Columns> order = Comparator.comparingLong(row -> row.whole(first, 0));
        for (var name : further) {
            order = order.thenComparingLong(row -> row.whole(name, 0));
        }
        // Two versions of an object can be read while it moves from one pixel to another.
        order = order.thenComparingDouble(row -> row.number("validityStartMjdTai"));
        return rows.stream().sorted(order).toList();
    }
}
