// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Comparator;
import java.util.List;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Prior;
import nightjar.model.port.Apdb;

/** The prior state with rows in the order of their keys, so that its digest means it. */
final class PriorRows {

    private PriorRows() {}

    static Prior sorted(Apdb.Prior prior) {
        return Prior.ofRows(
                sorted(prior.diaObjects(), "diaObjectId"),
                sorted(prior.diaSources(), "diaSourceId"),
                sorted(prior.diaForcedSources(), "diaObjectId", "visit", "detector"));
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
