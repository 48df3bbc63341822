// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Layout;

/**
 * Rows of diaSources.csv with the types of schema lsst.v11_0 (diaSource.avsc): what is not listed
 * here is a flag when it reads true or false, and a float otherwise.
 */
final class SourceColumns {

    private static final Set<String> DOUBLES =
            Set.of("ra", "dec", "trailRa", "trailDec", "midpointMjdTai", "timeProcessedMjdTai");

    private static final Set<String> INTS =
            Set.of("psfNdata", "trailNdata", "dipoleNdata", "bboxSize", "detector");

    private static final Set<String> LONGS = Set.of("visit", "parentDiaSourceId");

    private static final Set<String> TEXTS = Set.of("band");

    private SourceColumns() {}

    static List<Columns> rows(CsvTable table) throws IOException {
        var rows = new ArrayList<Columns>(table.rows().size());
        var layout = Layout.of(table.columns());
        for (var values : table.rows()) {
            rows.add(layout.row(row(table.columns(), values)));
        }
        return rows;
    }

    private static Map<String, Object> row(List<String> columns, List<String> values)
            throws IOException {
        var row = new HashMap<String, Object>();
        for (int c = 0; c < columns.size(); c++) {
            if (!values.get(c).isEmpty()) {
                row.put(columns.get(c), value(columns.get(c), values.get(c)));
            }
        }
        return row;
    }

    private static Object value(String column, String text) throws IOException {
        try {
            if (DOUBLES.contains(column)) {
                return number(text);
            } else if (INTS.contains(column)) {
                return Integer.valueOf(text);
            } else if (LONGS.contains(column)) {
                return Long.valueOf(text);
            } else if (TEXTS.contains(column)) {
                return text;
            } else if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.valueOf(text.toLowerCase(Locale.ROOT));
            }
            return (float) number(text);
        } catch (NumberFormatException e) {
            throw new IOException("column " + column + " holds no number", e);
        }
    }

    /** Python writes nan and inf where Java reads NaN and Infinity. */
    static double number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
