// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightjar.connectors.apdb.CatalogueTables.Column;

/**
 * The tables of an APDB as {@code apdb-cli create-cassandra} would make them. Operators go by way
 * of {@link ApdbUpkeep}, which looks before it leaps.
 */
public final class ApdbSchema {

    private static final List<String> TIMED = List.of("DiaObject", "DiaSource", "DiaForcedSource");

    private static final Map<String, String> CLUSTERING =
            Map.of(
                    "DiaObject", "\"diaObjectId\", \"validityStartMjdTai\"",
                    "DiaSource", "\"diaSourceId\"",
                    "DiaForcedSource", "\"diaObjectId\", \"visit\", \"detector\"",
                    "DiaObjectLast", "\"diaObjectId\"");

    private static final String CHUNK = "\"apdb_replica_chunk\", \"apdb_replica_subchunk\"";
    private static final String CHUNK_COLUMNS =
            "\"apdb_replica_chunk\" BIGINT, \"apdb_replica_subchunk\" INT";

    private ApdbSchema() {}

    /** The tables and metadata, if they are not there yet; safe to repeat. */
    public static void create(
            CqlSession session, String keyspace, int replication, ApdbSettings settings) {
        for (String statement : ddl(keyspace, replication, settings)) {
            session.execute(
                    SimpleStatement.newInstance(statement).setTimeout(Duration.ofSeconds(30)));
        }
        metadata(settings).forEach((name, value) -> keep(session, keyspace, name, value));
    }

    /** Writes one row of the metadata table. */
    static void keep(CqlSession session, String keyspace, String name, String value) {
        session.execute(
                SimpleStatement.newInstance(
                                "INSERT INTO \""
                                        + keyspace
                                        + "\".\"metadata\" (\"meta_part\", \"name\", \"value\")"
                                        + " VALUES (0, ?, ?)",
                                name,
                                value)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM));
    }

    /** The statements that make the keyspace and its tables. */
    public static List<String> ddl(String keyspace, int replication, ApdbSettings settings) {
        Stream<String> tables = Stream.of(metadataTable());
        tables = Stream.concat(tables, TIMED.stream().flatMap(t -> timed(t, settings)));
        tables = Stream.concat(tables, fixed());
        if (settings.replica()) {
            tables = Stream.concat(tables, replica());
        }
        String keyspaceDdl =
                "CREATE KEYSPACE IF NOT EXISTS \""
                        + keyspace
                        + "\" WITH replication = {'class': 'NetworkTopologyStrategy',"
                        + " 'replication_factor': "
                        + replication
                        + "}";
        return Stream.concat(Stream.of(keyspaceDdl), tables.map(t -> made(keyspace, t))).toList();
    }

    /** The statements that make the tables of these settings' time partitions. */
    static List<String> timeTables(String keyspace, ApdbSettings settings) {
        return TIMED.stream().flatMap(t -> timed(t, settings)).map(t -> made(keyspace, t)).toList();
    }

    private static String made(String keyspace, String table) {
        return "CREATE TABLE IF NOT EXISTS \"" + keyspace + "\"." + table;
    }

    static List<String> timeTableNames(ApdbSettings settings) {
        return names(timeTables("", settings));
    }

    /** Every table that such an APDB has. */
    static List<String> tableNames(ApdbSettings settings) {
        return names(ddl("", 1, settings).stream().skip(1).toList());
    }

    private static List<String> names(List<String> statements) {
        int keyspace = made("", "\"").length();
        return statements.stream()
                .map(it -> it.substring(keyspace, it.indexOf('"', keyspace)))
                .toList();
    }

    static Map<String, String> metadata(ApdbSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(ApdbVersions.SCHEMA_KEY, CatalogueTables.VERSION);
        values.put(ApdbVersions.CODE_KEY, ApdbVersions.CODE);
        if (settings.replica()) {
            values.put(ApdbVersions.REPLICA_KEY, ApdbVersions.REPLICA);
        }
        values.put(FrozenSettings.FROZEN_KEY, settings.frozenJson());
        if (settings.timeTables()) {
            values.put(FrozenSettings.RANGE_KEY, settings.rangeJson());
        }
        return values;
    }

    private static String metadataTable() {
        return "\"metadata\" (\"meta_part\" BIGINT, \"name\" TEXT, \"value\" TEXT,"
                + " PRIMARY KEY (\"meta_part\", \"name\"))";
    }

    private static Stream<String> timed(String table, ApdbSettings settings) {
        if (table.equals("DiaObject") && !settings.storesObjects()) {
            return Stream.empty();
        }
        if (!settings.timeTables()) {
            return Stream.of(
                    catalogue(
                            table,
                            table,
                            "\"apdb_part\" BIGINT, \"apdb_time_part\" BIGINT",
                            "(\"apdb_part\", \"apdb_time_part\")"));
        }
        return IntStream.rangeClosed(settings.firstPartition(), settings.lastPartition())
                .mapToObj(
                        p ->
                                catalogue(
                                        table,
                                        table + "_" + p,
                                        "\"apdb_part\" BIGINT",
                                        "\"apdb_part\""));
    }

    private static Stream<String> fixed() {
        return Stream.of(
                catalogue(
                        "DiaObjectLast", "DiaObjectLast", "\"apdb_part\" BIGINT", "\"apdb_part\""),
                "\"ApdbVisitDetector\" (\"visit\" BIGINT, \"detector\" SMALLINT, PRIMARY KEY"
                        + " ((\"visit\", \"detector\"))) WITH default_time_to_live=86400"
                        + " AND gc_grace_seconds=86400",
                "\"DiaObjectDedup\" (\"dedup_part\" SMALLINT, \"diaObjectId\" BIGINT,"
                        + " \"validityStartMjdTai\" DOUBLE, \"ra\" DOUBLE, \"dec\" DOUBLE,"
                        + " \"firstDiaSourceMjdTai\" DOUBLE, \"nDiaSources\" INT, PRIMARY KEY"
                        + " (\"dedup_part\", \"diaObjectId\", \"validityStartMjdTai\"))",
                "\"DiaSourceToPartition\" (\"diaSourceId\" BIGINT, \"apdb_part\" BIGINT,"
                        + " \"apdb_time_part\" INT, \"apdb_replica_chunk\" BIGINT,"
                        + " \"apdb_replica_subchunk\" INT, PRIMARY KEY (\"diaSourceId\"))",
                "\"DiaObjectLastToPartition\" (\"diaObjectId\" BIGINT, \"apdb_part\" BIGINT,"
                        + " PRIMARY KEY (\"diaObjectId\"))");
    }

    private static Stream<String> replica() {
        List<String> tables = new ArrayList<>();
        tables.add(
                "\"ApdbReplicaChunks\" (\"partition\" INT, \"apdb_replica_chunk\" BIGINT,"
                        + " \"last_update_time\" TIMESTAMP, \"unique_id\" UUID,"
                        + " \"has_subchunks\" BOOLEAN,"
                        + " PRIMARY KEY (\"partition\", \"apdb_replica_chunk\"))");
        TIMED.forEach(
                t -> tables.add(catalogue(t, t + "Chunks2", CHUNK_COLUMNS, "(" + CHUNK + ")")));
        tables.add(
                "\"ApdbUpdateRecordChunks\" ("
                        + CHUNK_COLUMNS
                        + ", \"update_time_ns\" BIGINT, \"update_order\" INT,"
                        + " \"update_unique_id\" UUID, \"update_payload\" TEXT, PRIMARY KEY (("
                        + CHUNK
                        + "), \"update_time_ns\", \"update_order\", \"update_unique_id\"))");
        return tables.stream();
    }

    private static String catalogue(
            String table, String name, String partitionColumns, String partitionKey) {
        String columns =
                CatalogueTables.columns(table).stream()
                        .map(ApdbSchema::column)
                        .collect(Collectors.joining(", "));
        return "\"%s\" (%s, %s, PRIMARY KEY (%s, %s))"
                .formatted(name, partitionColumns, columns, partitionKey, CLUSTERING.get(table));
    }

    private static String column(Column column) {
        return "\"" + column.name() + "\" " + column.cqlType().toUpperCase(Locale.ROOT);
    }
}
