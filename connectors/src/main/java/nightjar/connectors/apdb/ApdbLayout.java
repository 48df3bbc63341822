// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import nightjar.model.ids.TimePartition;
import nightjar.model.port.Deadline;
import nightjar.model.sky.Mq3c;

/** A database as it says of itself that it is: settings, tables, columns. Read once. */
final class ApdbLayout {

    private final String keyspace;
    private final ApdbSettings settings;
    private final Map<String, ApdbTable> tables;
    private final Requests requests;
    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

    private ApdbLayout(
            String keyspace,
            ApdbSettings settings,
            Map<String, ApdbTable> tables,
            Requests requests) {
        this.keyspace = keyspace;
        this.settings = settings;
        this.tables = tables;
        this.requests = requests;
    }

    /** Asks the database; throws {@link IncompatibleApdbException} when it does not suit. */
    static ApdbLayout read(String keyspace, Requests requests, Deadline deadline)
            throws InterruptedException {
        Map<String, String> metadata = metadata(keyspace, requests, deadline);
        ApdbSettings settings = FrozenSettings.of(metadata);
        List<String> needed = needed(settings, ApdbVersions.of(metadata, settings.replica()));
        Map<String, ApdbTable> tables = tables(keyspace, needed, requests, deadline);
        for (String name : needed) {
            if (!tables.containsKey(name)) {
                throw new IncompatibleApdbException("it has no table " + name);
            }
        }
        return new ApdbLayout(keyspace, settings, tables, requests);
    }

    /** What is read or written; of timed tables the newest stands for all. */
    private static List<String> needed(ApdbSettings settings, ApdbVersions versions) {
        List<String> needed = new ArrayList<>(List.of("ApdbVisitDetector", "DiaObjectLast"));
        needed.addAll(List.of("DiaSourceToPartition", "DiaObjectLastToPartition"));
        if (versions.hasDedup()) {
            needed.add("DiaObjectDedup");
        }
        if (settings.replica()) {
            needed.add("ApdbReplicaChunks");
        }
        for (String timed : List.of("DiaObject", "DiaSource", "DiaForcedSource")) {
            if (settings.replica()) {
                needed.add(timed + "Chunks2");
            }
            if (settings.storesObjects() || !timed.equals("DiaObject")) {
                needed.add(settings.timeTables() ? timed + "_" + settings.lastPartition() : timed);
            }
        }
        return needed;
    }

    ApdbSettings settings() {
        return settings;
    }

    Mq3c pixels() {
        return new Mq3c(settings.pixelLevel());
    }

    boolean has(String table) {
        return tables.containsKey(table);
    }

    /** The columns of a table; of a timed one, those of its newest partition. */
    ApdbTable table(String table) {
        ApdbTable found =
                tables.getOrDefault(table, tables.get(table + "_" + settings.lastPartition()));
        if (found == null) {
            throw new IncompatibleApdbException("it has no table " + table);
        }
        return found;
    }

    /** The name by which rows of a time partition are reached. */
    String timed(String table, int partition) {
        return qualified(settings.timeTables() ? table + "_" + partition : table);
    }

    String qualified(String table) {
        return "\"" + keyspace + "\".\"" + table + "\"";
    }

    int partitionOf(double mjdTai) {
        return TimePartition.of(mjdTai, settings.timeDays());
    }

    boolean holds(int partition) {
        return !settings.timeTables()
                || (partition >= settings.firstPartition()
                        && partition <= settings.lastPartition());
    }

    /** The partitions between two times that exist. */
    List<Integer> partitionsBetween(double fromMjdTai, double toMjdTai) {
        return IntStream.rangeClosed(partitionOf(fromMjdTai), partitionOf(toMjdTai))
                .filter(this::holds)
                .boxed()
                .toList();
    }

    PreparedStatement prepare(String cql) {
        return prepared.computeIfAbsent(cql, requests.session()::prepare);
    }

    private static Map<String, String> metadata(
            String keyspace, Requests requests, Deadline deadline) throws InterruptedException {
        Map<String, String> values = new HashMap<>();
        for (Row row :
                rows(
                        "SELECT name, value FROM \"" + keyspace + "\".metadata WHERE meta_part = 0",
                        requests,
                        deadline)) {
            values.put(text(row, "name"), text(row, "value"));
        }
        return values;
    }

    private static Map<String, ApdbTable> tables(
            String keyspace, List<String> names, Requests requests, Deadline deadline)
            throws InterruptedException {
        Map<String, List<Row>> columns = new TreeMap<>();
        String quoted = "'" + String.join("', '", names) + "'";
        for (Row row :
                rows(
                        "SELECT table_name, column_name, type, kind, position FROM"
                                + " system_schema.columns WHERE keyspace_name = '"
                                + keyspace
                                + "' AND table_name IN ("
                                + quoted
                                + ")",
                        requests,
                        deadline)) {
            columns.computeIfAbsent(text(row, "table_name"), t -> new ArrayList<>()).add(row);
        }
        Map<String, ApdbTable> tables = new HashMap<>();
        columns.forEach((name, rows) -> tables.put(name, table(name, rows)));
        return tables;
    }

    private static ApdbTable table(String name, List<Row> columns) {
        Map<String, String> types = new TreeMap<>();
        columns.forEach(c -> types.put(text(c, "column_name"), text(c, "type")));
        types.forEach(
                (column, type) -> {
                    if (!ApdbTable.knows(type)) {
                        throw new IncompatibleApdbException(
                                "its %s.%s is of type %s, which nightjar cannot write"
                                        .formatted(name, column, type));
                    }
                });
        List<String> key =
                columns.stream()
                        .filter(c -> text(c, "kind").equals("partition_key"))
                        .sorted(Comparator.comparingInt(c -> c.getInt("position")))
                        .map(c -> text(c, "column_name"))
                        .toList();
        return new ApdbTable(types, key);
    }

    private static List<Row> rows(String cql, Requests requests, Deadline deadline)
            throws InterruptedException {
        return requests.all(List.of(SimpleStatement.newInstance(cql)), deadline).get(0);
    }

    private static String text(Row row, String column) {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
