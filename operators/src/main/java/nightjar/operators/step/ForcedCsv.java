// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.model.catalog.Columns;

/** The tables of forced photometry that go to an image worker and come back from it. */
final class ForcedCsv {

    private static final String COLUMNS =
            "diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside";

    private ForcedCsv() {}

    /**
     * Flux at an object's place.
     *
     * @param diaObjectId whose
     * @param psfFlux on the difference image, nJy; NaN when it could not be measured
     * @param psfFluxErr nJy
     * @param scienceFlux on the science image, nJy
     * @param scienceFluxErr nJy
     * @param inside whether the place is on the image
     */
    record Measured(
            long diaObjectId,
            float psfFlux,
            float psfFluxErr,
            float scienceFlux,
            float scienceFluxErr,
            boolean inside) {}

    static void writePositions(List<Columns> objects, Path file) throws IOException {
        var lines = new ArrayList<>(List.of("diaObjectId,ra,dec"));
        for (var object : objects) {
            lines.add(
                    object.whole("diaObjectId", 0)
                            + ","
                            + object.number("ra")
                            + ","
                            + object.number("dec"));
        }
        Files.write(file, lines, UTF_8);
    }

    static List<Measured> read(Path file) throws IOException {
        var measured = new ArrayList<Measured>();
        var columns = List.<String>of();
        for (var line : Files.readAllLines(file, UTF_8)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var values = List.of(line.split(",", -1));
            if (columns.isEmpty()) {
                columns = values;
                require(columns);
            } else if (values.size() == columns.size()) {
                measured.add(measured(columns, values));
            } else {
                throw new IOException("forced.csv has a row of " + values.size() + " values");
            }
        }
        return measured;
    }

    private static void require(List<String> columns) throws IOException {
        if (!columns.containsAll(List.of(COLUMNS.split(",")))) {
            throw new IOException("forced.csv lacks columns; it must have " + COLUMNS);
        }
    }

    private static Measured measured(List<String> columns, List<String> values) throws IOException {
        try {
            return new Measured(
                    Long.parseLong(values.get(columns.indexOf("diaObjectId")).strip()),
                    number(columns, values, "psfFlux"),
                    number(columns, values, "psfFluxErr"),
                    number(columns, values, "scienceFlux"),
                    number(columns, values, "scienceFluxErr"),
                    Boolean.parseBoolean(values.get(columns.indexOf("inside")).strip()));
        } catch (NumberFormatException e) {
            throw new IOException("forced.csv holds no number where one belongs", e);
        }
    }

    private static float number(List<String> columns, List<String> values, String column) {
        var text = values.get(columns.indexOf(column)).strip();
        return text.isEmpty() || text.equalsIgnoreCase("nan") ? Float.NaN : Float.parseFloat(text);
    }
}
