// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every row of a keyspace, cell by cell, with the time at which each cell was written. */
final class TableDump {

    private TableDump() {}

    /** Rows by table; tables without rows, and the metadata, are left out. */
    static Map<String, List<String>> of(CqlSession session, String keyspace) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : ApdbInventory.of(session, keyspace).tables()) {
            List<String> found =
                    session.execute(select(session, keyspace, table)).all().stream()
                            .map(Row::getFormattedContents)
                            .sorted()
                            .toList();
            if (!found.isEmpty() && !table.equals("metadata")) {
                rows.put(table, found);
            }
        }
        return rows;
    }

    private static String select(CqlSession session, String keyspace, String table) {
        List<String> selected = new ArrayList<>();
        for (Row column :
                session.execute(
                        "SELECT column_name, kind FROM system_schema.columns"
                                + " WHERE keyspace_name = ? AND table_name = ?",
                        keyspace,
                        table)) {
            String name = "\"" + column.getString("column_name") + "\"";
            selected.add(name);
            if ("regular".equals(column.getString("kind"))) {
                selected.add("WRITETIME(" + name + ")");
            }
        }
        return "SELECT %s FROM %s.\"%s\"".formatted(String.join(", ", selected), keyspace, table);
    }
}
