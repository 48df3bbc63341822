// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.catalog.Columns;

/** The published columns of DiaObject, DiaSource, DiaForcedSource and DiaObjectLast. */
public final class CatalogueTables {

    /** The version of the schema (lsst/sdm_schemas apdb.yaml) that the list follows. */
    static final String VERSION = "10.0.0";

    private static final Map<String, List<Column>> TABLES = read();

    private CatalogueTables() {}

    /**
     * One column.
     *
     * @param name as published
     * @param cqlType Cassandra's name of its type
     * @param counts whether it is a count that must be there, 0 if a row has none
     */
    public record Column(String name, String cqlType, boolean counts) {}

    public static List<Column> columns(String table) {
        List<Column> columns = TABLES.get(table);
        if (columns == null) {
            throw new IllegalArgumentException("no catalogue table " + table);
        }
        return columns;
    }

    /** The row with zeroes for the counts that it lacks. */
    public static Columns withCounts(String table, Columns row) {
        Columns complete = row;
        for (Column column : columns(table)) {
            if (column.counts && !complete.has(column.name)) {
                complete = complete.with(column.name, 0);
            }
        }
        return complete;
    }

    private static Map<String, List<Column>> read() {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        List<Column> current = new ArrayList<>();
        for (String line : resource().lines().toList()) {
            if (line.startsWith("  ")) {
                for (String column : line.strip().split(" ", -1)) {
                    current.add(column(column));
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current = new ArrayList<>();
                tables.put(line.strip(), current);
            }
        }
        return tables;
    }

    private static Column column(String text) {
        int colon = text.indexOf(':');
        boolean counts = text.endsWith("!");
        int end = counts ? text.length() - 1 : text.length();
        return new Column(text.substring(0, colon), text.substring(colon + 1, end), counts);
    }

    private static String resource() {
        try (InputStream in = CatalogueTables.class.getResourceAsStream("tables.txt")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks tables.txt: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
