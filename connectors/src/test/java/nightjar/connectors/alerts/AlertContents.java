// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Layout;
import nightjar.model.port.Alerts;
import nightjar.model.port.Products;

/** Alerts' contents for tests: every column filled, or only what must be. */
final class AlertContents {

    static final long ID = 170_032_882_292_621_441L;

    private AlertContents() {}

    static Alerts.Content of(
            Columns source, Columns object, List<Columns> history, List<Columns> forced) {
        return new Alerts.Content(source, object, history, forced, cutouts(0));
    }

    static Products.Cutouts cutouts(int bytes) {
        return new Products.Cutouts(new byte[bytes], new byte[bytes], new byte[bytes]);
    }

    static Columns bareSource() {
        return new Columns(
                Map.of(
                        "diaSourceId",
                        ID,
                        "visit",
                        2026021900045L,
                        "detector",
                        166,
                        "midpointMjdTai",
                        61090.25,
                        "ra",
                        150.125,
                        "dec",
                        -2.5));
    }

    static Columns bareObject() {
        return new Columns(Map.of("diaObjectId", ID, "ra", 150.125, "dec", -2.5));
    }

    /** A row of this record with a value in every column, the same for the same seed. */
    static Columns full(String record, int seed) {
        var values = new TreeMap<String, Object>();
        for (var field : AlertField.of(record)) {
            values.put(
                    field.name(),
                    switch (field.type()) {
                        case "long" -> ID + seed;
                        case "int" -> 100 + seed;
                        case "double" -> 61090.25 + seed;
                        case "float" -> 1234.5f + seed;
                        case "boolean" -> seed % 2 == 0;
                        default -> "r";
                    });
        }
        return new Columns(values);
    }

    /** An alert like those that the plans count with: 27 KB of history, 18 KB a cutout. */
    static Alerts.Content of82Kilobytes() {
        var source = shared("diaSource");
        var forced = shared("diaForcedSource");
        return new Alerts.Content(
                full("diaSource", 0),
                full("diaObject", 0),
                IntStream.range(1, 51).mapToObj(i -> row(source, "diaSource", i)).toList(),
                IntStream.range(1, 71).mapToObj(i -> row(forced, "diaForcedSource", i)).toList(),
                cutouts(18_000));
    }

    private static Layout shared(String record) {
        return Layout.of(AlertField.of(record).stream().map(AlertField::name).sorted().toList());
    }

    private static Columns row(Layout layout, String record, int seed) {
        return layout.row(full(record, seed).values());
    }
}
