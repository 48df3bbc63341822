// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.Layout;

/**
 * A table as the database itself describes it.
 *
 * @param types CQL type by column name
 * @param partitionKey the columns by which rows are kept together
 */
record ApdbTable(Map<String, String> types, List<String> partitionKey) {

    /** Not part of the published catalogues. */
    private static final Set<String> INTERNAL =
            Set.of(
                    "apdb_part",
                    "apdb_time_part",
                    "apdb_replica_chunk",
                    "apdb_replica_subchunk",
                    "dedup_part");

    private static final Set<String> KNOWN =
            Set.of(
                    "double",
                    "float",
                    "bigint",
                    "int",
                    "smallint",
                    "tinyint",
                    "boolean",
                    "text",
                    "timestamp",
                    "uuid");

    private static final int MOST_BATCHED = 65_535;
    private static final int BATCH_BYTES = 1_000_000;

    ApdbTable {
        types = new LinkedHashMap<>(types);
        partitionKey = List.copyOf(partitionKey);
    }

    List<String> published() {
        return types.keySet().stream().filter(c -> !INTERNAL.contains(c)).toList();
    }

    static String quoted(List<String> columns) {
        return columns.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
    }

    String insertInto(String qualifiedName) {
        List<String> columns = List.copyOf(types.keySet());
        String holders = columns.stream().map(c -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO "
                + qualifiedName
                + " ("
                + quoted(columns)
                + ") VALUES ("
                + holders
                + ")";
    }

    /**
     * Binds a row to {@link #insertInto}. What the row lacks, and what is not finite, stays unset:
     * a null would be a tombstone. Columns that the table lacks are left out.
     */
    BoundStatement bind(PreparedStatement insert, Columns row) {
        BoundStatementBuilder bound = insert.boundStatementBuilder();
        int index = 0;
        for (Map.Entry<String, String> column : types.entrySet()) {
            Optional<Object> value = row.get(column.getKey());
            if (value.isPresent()) {
                bound = set(bound, index, column.getValue(), value.get());
            }
            index++;
        }
        return bound.build();
    }

    /** The row's values of the partition key. */
    List<Object> keyOf(Columns row) {
        List<Object> key = new ArrayList<>();
        for (String column : partitionKey) {
            key.add(
                    row.get(column)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "a row without " + column + ": " + row)));
        }
        return key;
    }

    /** How many rows make a batch of about a megabyte, as dax_apdb counts it. */
    int batchRows() {
        int bytes = types.values().stream().mapToInt(ApdbTable::bytes).sum() + 4 * types.size();
        return Math.min(MOST_BATCHED, BATCH_BYTES / bytes + 1);
    }

    /** Rows as read by a SELECT of {@link #published}. */
    List<Columns> rows(List<Row> read) {
        List<String> names = published();
        Layout layout = Layout.of(names);
        List<Columns> rows = new ArrayList<>(read.size());
        for (Row row : read) {
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                Object value = row.getObject(i);
                if (value != null) {
                    values.put(
                            names.get(i),
                            value instanceof Short || value instanceof Byte
                                    ? (Object) ((Number) value).intValue()
                                    : value);
                }
            }
            rows.add(layout.row(values));
        }
        return rows;
    }

    private static BoundStatementBuilder set(
            BoundStatementBuilder bound, int index, String type, Object value) {
        if (value instanceof Number number) {
            return setNumber(bound, index, type, number);
        }
        return value instanceof Boolean flag
                ? bound.setBoolean(index, flag)
                : bound.setString(index, value.toString());
    }

    private static BoundStatementBuilder setNumber(
            BoundStatementBuilder bound, int index, String type, Number number) {
        double asDouble = number.doubleValue();
        boolean representable =
                type.equals("float") ? Float.isFinite((float) asDouble) : Double.isFinite(asDouble);
        if (!representable) {
            return bound;
        }
        return switch (type) {
            case "double" -> bound.setDouble(index, asDouble);
            case "float" -> bound.setFloat(index, (float) asDouble);
            case "bigint" -> bound.setLong(index, number.longValue());
            case "int" -> bound.setInt(index, number.intValue());
            case "smallint" -> bound.setShort(index, number.shortValue());
            case "tinyint" -> bound.setByte(index, number.byteValue());
            default -> throw new IllegalArgumentException(number + " for a column of " + type);
        };
    }

    /** Whether it can read and write columns of this CQL type. */
    static boolean knows(String type) {
        return KNOWN.contains(type);
    }

    private static int bytes(String type) {
        return switch (type) {
            case "double", "bigint", "timestamp", "text" -> 8;
            case "float", "int" -> 4;
            case "smallint" -> 2;
            case "uuid" -> 16;
            default -> 1;
        };
    }
}
