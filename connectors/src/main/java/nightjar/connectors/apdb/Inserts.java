// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Deadline;

/**
 * Puts rows into tables, all under one write timestamp.
 *
 * @param layout the database
 * @param requests how it is reached
 * @param micros the write timestamp, UTC microseconds since 1970
 * @param deadline by when all must be written
 */
record Inserts(ApdbLayout layout, Requests requests, long micros, Deadline deadline) {

    void into(String name, List<Columns> catalogue) throws InterruptedException {
        into(layout.table(name), layout.qualified(name), catalogue);
    }

    void intoTimed(String name, int partition, List<Columns> catalogue)
            throws InterruptedException {
        into(
                layout.table(name),
                layout.timed(name, partition),
                catalogue.stream().map(r -> r.with("apdb_time_part", (long) partition)).toList());
    }

    // Batches of one partition are one mutation to Cassandra: atomic, and exempt from its limit on
    // the size of batches.
    private void into(ApdbTable table, String qualifiedName, List<Columns> catalogue)
            throws InterruptedException {
        PreparedStatement insert = layout.prepare(table.insertInto(qualifiedName));
        Map<List<Object>, List<BatchableStatement<?>>> byKey = new LinkedHashMap<>();
        for (Columns row : catalogue) {
            byKey.computeIfAbsent(table.keyOf(row), k -> new ArrayList<>())
                    .add(table.bind(insert, row));
        }
        List<Statement<?>> batches = new ArrayList<>();
        int most = table.batchRows();
        for (List<BatchableStatement<?>> together : byKey.values()) {
            for (int from = 0; from < together.size(); from += most) {
                batches.add(
                        BatchStatement.newInstance(
                                DefaultBatchType.UNLOGGED,
                                together.subList(from, Math.min(together.size(), from + most))));
            }
        }
        send(batches, micros);
    }

    void send(List<? extends Statement<?>> statements, long timestamp) throws InterruptedException {
        List<Statement<?>> stamped = new ArrayList<>(statements.size());
        for (Statement<?> statement : statements) {
            stamped.add(statement.setQueryTimestamp(timestamp));
        }
        requests.all(stamped, deadline);
    }
}
