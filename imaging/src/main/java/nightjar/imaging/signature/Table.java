// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;

/**
 * A calibration as a table: comma-separated, a line of column names first, {@code #} before
 * remarks. Rows are found by what stands in their first column.
 */
final class Table {
    private static final long MOST_BYTES = 16L << 20;

    private final String name;
    private final List<String> columns;
    private final List<List<String>> rows;

    private Table(String name, List<String> columns, List<List<String>> rows) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    static Table read(Path path) throws Unusable {
        String name = String.valueOf(path.getFileName());
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw bad(name, "longer than " + MOST_BYTES + " bytes");
            }
            // every byte is a letter here: a file of something else has no such columns
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            var lines = new ArrayList<List<String>>();
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> lines.add(cells(line)));
            if (lines.isEmpty()) {
                throw bad(name, "holds no line of column names");
            }
            return new Table(name, lines.get(0), List.copyOf(lines.subList(1, lines.size())));
        } catch (IOException e) {
            throw bad(name, "cannot be read: " + e.getMessage());
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private static Unusable bad(String name, String why) {
        return new Unusable(FailureCause.BAD_CALIBRATION, name + ": " + why);
    }

    Unusable bad(String why) {
        return bad(name, why);
    }

    List<List<String>> rows() {
        return rows;
    }

    Optional<List<String>> row(String first) {
        return rows.stream().filter(row -> row.get(0).equals(first)).findFirst();
    }

    /** The finite number in that row's column. */
    double number(List<String> row, String column) throws Unusable {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw bad("has no column " + column);
        }
        return number(row, at);
    }

    double number(List<String> row, int at) throws Unusable {
        try {
            double value = at < row.size() ? Double.parseDouble(row.get(at)) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // named below
        }
        throw bad("row " + row.get(0) + " has no number in column " + (at + 1));
    }
}
