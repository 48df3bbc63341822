// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A worker's table: {@code #} lines, a header line, rows of plain values between commas.
 *
 * @param columns names, in order
 * @param rows values as text, as many as columns
 */
record CsvTable(List<String> columns, List<List<String>> rows) {

    static CsvTable read(String name, BufferedReader lines) throws IOException {
        List<String> columns = List.of();
        var rows = new ArrayList<List<String>>();
        int number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var values = split(line);
            if (columns.isEmpty()) {
                columns = distinct(name, values);
            } else if (values.size() == columns.size()) {
                rows.add(values);
            } else {
                throw new IOException(
                        "line %d of %s has %d values for %d columns"
                                .formatted(number, name, values.size(), columns.size()));
            }
        }
        if (columns.isEmpty()) {
            throw new IOException(name + " has no header line");
        }
        return new CsvTable(columns, rows);
    }

    private static List<String> distinct(String name, List<String> columns) throws IOException {
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IOException(name + " names a column twice");
        }
        return columns;
    }

    /** The place of a column that must be there. */
    int column(String column) throws IOException {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IOException("there is no column " + column + " among " + columns);
        }
        return at;
    }

    private static List<String> split(String line) {
        var values = new ArrayList<String>();
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            values.add(line.substring(from, comma).strip());
            from = comma + 1;
        }
        values.add(line.substring(from).strip());
        return values;
    }
}
