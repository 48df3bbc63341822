// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.job.config.ApdbConfig;
import nightjar.job.doors.Places;

/** A plain look into the APDB's tables, for the reconciliation at the end. */
final class ApdbReader implements AutoCloseable {

    private final CqlSession session;
    private final String keyspace;

    ApdbReader(ApdbConfig apdb) {
        session = Places.cassandra(apdb);
        keyspace = apdb.keyspace();
    }

    /** diaSourceId → diaObjectId (0 for none) of every DIASource row. */
    Map<Long, Long> diaSources() {
        var sources = new TreeMap<Long, Long>();
        for (var table : tables("DiaSource_")) {
            var rows =
                    session.execute(
                            "SELECT \"diaSourceId\", \"diaObjectId\" FROM " + quoted(table));
            rows.forEach(row -> sources.put(row.getLong(0), row.getLong(1)));
        }
        return sources;
    }

    /** diaObjectId → nDiaSources of every newest DIAObject. */
    Map<Long, Integer> diaObjects() {
        var objects = new HashMap<Long, Integer>();
        session.execute("SELECT \"diaObjectId\", \"nDiaSources\" FROM " + quoted("DiaObjectLast"))
                .forEach(row -> objects.put(row.getLong(0), row.getInt(1)));
        return objects;
    }

    private List<String> tables(String prefix) {
        var names = new ArrayList<String>();
        session.execute(
                        SimpleStatement.newInstance(
                                "SELECT table_name FROM system_schema.tables"
                                        + " WHERE keyspace_name = ?",
                                keyspace))
                .forEach(
                        row -> {
                            var name = row.getString(0);
                            if (name != null && name.matches(prefix + "[0-9]+")) {
                                names.add(name);
                            }
                        });
        return names;
    }

    private String quoted(String table) {
        return "\"" + keyspace + "\".\"" + table + "\"";
    }

    @Override
    public void close() {
        session.close();
    }
}
