// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a keyspace holds, whatever it is.
 *
 * @param replication class and counts as Cassandra tells them; empty when there is no keyspace
 * @param tables names
 * @param metadata what the metadata table says, when there is one
 */
record ApdbInventory(
        Map<String, String> replication, Set<String> tables, Map<String, String> metadata) {

    static ApdbInventory of(CqlSession session, String keyspace) {
        var replication = new TreeMap<String, String>();
        for (var row : rows(session, "SELECT replication FROM system_schema.keyspaces", keyspace)) {
            var told = row.getMap("replication", String.class, String.class);
            if (told != null) {
                replication.putAll(told);
            }
        }
        var tables = new TreeSet<String>();
        for (var row : rows(session, "SELECT table_name FROM system_schema.tables", keyspace)) {
            tables.add(row.get("table_name", String.class));
        }
        return new ApdbInventory(
                replication,
                tables,
                tables.contains("metadata") ? metadata(session, keyspace) : Map.of());
    }

    private static List<Row> rows(CqlSession session, String select, String keyspace) {
        return session.execute(select + " WHERE keyspace_name = ?", keyspace).all();
    }

    private static Map<String, String> metadata(CqlSession session, String keyspace) {
        var values = new TreeMap<String, String>();
        var select =
                "SELECT \"name\", \"value\" FROM \""
                        + keyspace
                        + "\".\"metadata\" WHERE \"meta_part\" = 0";
        var quorum =
                SimpleStatement.newInstance(select).setConsistencyLevel(ConsistencyLevel.QUORUM);
        for (var row : session.execute(quorum).all()) {
            var name = row.getString("name");
            var value = row.getString("value");
            if (name != null && value != null) {
                values.put(name, value);
            }
        }
        return values;
    }
}
