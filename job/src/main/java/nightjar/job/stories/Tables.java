// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All tables of a keyspace of the APDB, row by row in words, volatile columns left out. */
final class Tables {

    /** Not rows of the catalogue: settings, and when replicas were last touched. */
    private static final List<String> ASIDE = List.of("metadata", "ApdbReplicaChunks");

    private Tables() {}

    static Map<String, List<String>> read(CqlSession session, String keyspace) {
        var tables = new TreeMap<String, List<String>>();
        for (var table : names(session, keyspace)) {
            var rows = new ArrayList<String>();
            session.execute(patient("SELECT * FROM \"" + keyspace + "\".\"" + table + "\""))
                    .forEach(row -> rows.add(words(row)));
            rows.sort(null);
            if (!rows.isEmpty()) {
                tables.put(table, rows);
            }
        }
        return tables;
    }

    private static Statement<?> patient(String query, Object... values) {
        return SimpleStatement.newInstance(query, values).setTimeout(Duration.ofSeconds(20));
    }

    private static List<String> names(CqlSession session, String keyspace) {
        var names = new ArrayList<String>();
        session.execute(
                        patient(
                                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?",
                                keyspace))
                .forEach(row -> names.add(String.valueOf(row.getString(0))));
        names.removeAll(ASIDE);
        return names;
    }

    private static String words(Row row) {
        var cells = new TreeMap<String, String>();
        for (var column : row.getColumnDefinitions()) {
            var name = column.getName().asInternal();
            if (!Volatile.FIELDS.contains(name) && !Volatile.CHUNKS.contains(name)) {
                var value = row.getObject(column.getName());
                if (value != null) {
                    cells.put(name, value.toString());
                }
            }
        }
        return cells.toString();
    }
}
