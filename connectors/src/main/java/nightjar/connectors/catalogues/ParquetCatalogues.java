// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.catalogues;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightjar.connectors.apdb.CatalogueTables;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Catalogues;

/**
 * The rows of a plan as the tables that upstream's association exports, with the APDB's columns in
 * the APDB's order. By their own names: dia_source_apdb.parq, dia_object_apdb.parq and
 * dia_forced_source_apdb.parq.
 */
public final class ParquetCatalogues implements Catalogues {

    private static final Map<String, String> TABLES =
            Map.of(
                    "dia_source_apdb.parq", "DiaSource",
                    "dia_object_apdb.parq", "DiaObject",
                    "dia_forced_source_apdb.parq", "DiaForcedSource");

    @Override
    public void write(String catalogue, VisitDetector of, Apdb.Rows rows, Path to)
            throws IOException {
        var table = TABLES.get(catalogue);
        if (table == null) {
            throw new IllegalArgumentException("there is no catalogue " + catalogue);
        }
        var columns =
                CatalogueTables.columns(table).stream()
                        .map(column -> ParquetColumn.of(column.name(), column.cqlType()))
                        .toList();
        ParquetFile.write(columns, rows(table, rows), about(of, rows), to);
    }

    private static List<Columns> rows(String table, Apdb.Rows rows) {
        return switch (table) {
            case "DiaSource" -> complete(table, rows.diaSources());
            case "DiaForcedSource" -> complete(table, rows.diaForcedSources());
            default ->
                    complete(table, rows.diaObjects()).stream()
                            .map(row -> row.with("validityStartMjdTai", rows.storeTimeMjdTai()))
                            .toList();
        };
    }

    private static List<Columns> complete(String table, List<Columns> rows) {
        return rows.stream().map(row -> CatalogueTables.withCounts(table, row)).toList();
    }

    private static Map<String, String> about(VisitDetector of, Apdb.Rows rows) {
        return Map.of(
                "nightjar.instrument", of.instrument(),
                "nightjar.group", of.group(),
                "nightjar.visit", Long.toString(rows.visit()),
                "nightjar.detector", Integer.toString(rows.detector()),
                "nightjar.storeTimeMjdTai", Double.toString(rows.storeTimeMjdTai()));
    }
}
