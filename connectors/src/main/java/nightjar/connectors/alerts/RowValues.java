// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import nightjar.model.catalog.Columns;
import org.jspecify.annotations.Nullable;

/**
 * One row's values in the order of the schema's fields, reused for row after row of one thread.
 * Rows of one table share their names, so the k-th name of a row mostly is the very k-th of the row
 * before and its place need not be looked up again.
 */
final class RowValues implements BiConsumer<String, Object> {

    private static final int REMEMBERED = 256;
    private static final int ELSEWHERE = -1;

    private final Map<String, Integer> places = new HashMap<>();
    private final @Nullable Object[] values;
    private final @Nullable String[] lastNames = new @Nullable String[REMEMBERED];
    private final int[] lastPlaces = new int[REMEMBERED];
    private int column;

    RowValues(List<String> fields) {
        values = new @Nullable Object[fields.size()];
        for (var field : fields) {
            places.put(field, places.size());
        }
    }

    void take(Columns row) {
        Arrays.fill(values, null);
        column = 0;
        row.forEach(this);
    }

    @Nullable Object at(int field) {
        return values[field];
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same string is sure to have the same place
    public void accept(String name, Object value) {
        int place;
        if (column < REMEMBERED && lastNames[column] == name) {
            place = lastPlaces[column];
        } else {
            place = places.getOrDefault(name, ELSEWHERE);
            if (column < REMEMBERED) {
                lastNames[column] = name;
                lastPlaces[column] = place;
            }
        }
        column++;
        if (place != ELSEWHERE) {
            values[place] = value;
        }
    }
}
