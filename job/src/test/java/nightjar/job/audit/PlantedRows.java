// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.List;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;

/**
 * The rows of a planted visit: as many objects, sources and forced sources for each detector.
 *
 * @param ids of the sources, by detector and counter
 */
record PlantedRows(long visit, Ids ids) {

    /** Numbers a detector's sources. */
    interface Ids {
        long of(int detector, int counter);
    }

    Apdb.Rows of(int detector) {
        return new Apdb.Rows(
                visit,
                detector,
                PlantedNight.STORE_TIME,
                each(detector, "objects"),
                each(detector, "sources"),
                each(detector, "forced"));
    }

    private List<Columns> each(int detector, String table) {
        return java.util.stream.IntStream.rangeClosed(1, PlantedNight.SOURCES)
                .mapToObj(counter -> row(detector, counter, table))
                .toList();
    }

    private Columns row(int detector, int counter, String table) {
        long id = ids.of(detector, counter);
        var row =
                Columns.EMPTY
                        .with("diaObjectId", id)
                        .with("ra", 150.0 + detector / 10.0)
                        .with("dec", -5 + counter / 100.0);
        return switch (table) {
            case "objects" -> row.with("nDiaSources", 1);
            case "sources" -> seen(row, detector).with("diaSourceId", id);
            default -> seen(row, detector).with("diaForcedSourceId", id);
        };
    }

    private Columns seen(Columns row, int detector) {
        return row.with("visit", visit)
                .with("detector", detector)
                .with("midpointMjdTai", PlantedNight.MIDPOINT)
                .with("timeProcessedMjdTai", PlantedNight.STORE_TIME)
                .with("band", "r")
                .with("psfFlux", 1000.0);
    }
}
