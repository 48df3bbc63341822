// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a visit-detector saw in a night.
 *
 * @param visit in decimal form
 * @param detector its number
 * @param objects diaSourceId → diaObjectId, of its sources that are in the APDB
 * @param counts diaObjectId → nDiaSources at the end of the night, of those objects
 */
record Seen(long visit, int detector, Map<Long, Long> objects, Map<Long, Long> counts) {

    Seen {
        objects = Map.copyOf(objects);
        counts = Map.copyOf(counts);
    }

    static Seen by(int detector, long visit, Harvest night) {
        var objects = new TreeMap<Long, Long>();
        night.rows()
                .forEach(
                        (table, rows) -> {
                            if (table.startsWith("DiaSource_")) {
                                rows.stream()
                                        .filter(row -> isOf(visit, detector, row))
                                        .forEach(
                                                row ->
                                                        objects.put(
                                                                Cells.whole(row, "diaSourceId"),
                                                                Cells.whole(row, "diaObjectId")));
                            }
                        });
        var counts = new TreeMap<Long, Long>();
        for (var row : night.rows().getOrDefault("DiaObjectLast", List.of())) {
            long object = Cells.whole(row, "diaObjectId");
            if (objects.containsValue(object)) {
                counts.put(object, Cells.whole(row, "nDiaSources"));
            }
        }
        return new Seen(visit, detector, objects, counts);
    }

    /** How often the object was seen in the whole night. */
    long times(long object) {
        return counts.getOrDefault(object, 0L);
    }

    boolean isOf(String row) {
        return isOf(visit, detector, row);
    }

    private static boolean isOf(long visit, int detector, String row) {
        return Cells.whole(row, "visit") == visit && Cells.whole(row, "detector") == detector;
    }
}
