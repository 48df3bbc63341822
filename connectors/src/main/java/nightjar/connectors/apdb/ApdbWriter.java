// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import nightjar.model.catalog.Columns;
import nightjar.model.ids.NameUuid;
import nightjar.model.ids.ReplicaChunk;
import nightjar.model.port.Apdb.Rows;
import nightjar.model.port.Deadline;
import nightjar.model.sky.SkyPosition;

/**
 * Writes the rows of one visit-detector in upstream's order, each under the store time as its write
 * timestamp, so that doing it again changes nothing and a later visit's rows always win.
 */
final class ApdbWriter {

    /** Names replica chunks' unique_id: any fixed UUID would do, this one is nightjar's. */
    private static final UUID CHUNK_NAMESPACE =
            UUID.fromString("5c1d9f3a-6f0e-5b7c-9d52-0e6a3c8b41d7");

    private static final int IDS_AT_ONCE = 500;

    private final ApdbLayout layout;
    private final Requests requests;
    private final Rows rows;
    private final Deadline deadline;
    private final long micros;
    private final ReplicaChunk chunk;

    private ApdbWriter(ApdbLayout layout, Requests requests, Rows rows, Deadline deadline) {
        this.layout = layout;
        this.requests = requests;
        this.rows = rows;
        this.deadline = deadline;
        this.micros = StoreTime.micros(rows.storeTimeMjdTai());
        this.chunk = ReplicaChunk.of(rows.storeTimeMjdTai());
    }

    static void write(ApdbLayout layout, Requests requests, Rows rows, Deadline deadline)
            throws InterruptedException {
        if (rows.diaObjects().isEmpty()
                && rows.diaSources().isEmpty()
                && rows.diaForcedSources().isEmpty()) {
            return;
        }
        ApdbWriter writer = new ApdbWriter(layout, requests, rows, deadline);
        writer.visitDetectors();
        writer.replicaChunk();
        writer.objects();
        writer.sources();
        writer.forcedSources();
    }

    private void visitDetectors() throws InterruptedException {
        Map<Long, TreeSet<Integer>> seen = new TreeMap<>();
        for (List<Columns> table : List.of(rows.diaSources(), rows.diaForcedSources())) {
            table.forEach(
                    r ->
                            seen.computeIfAbsent(
                                            r.whole("visit", rows.visit()), v -> new TreeSet<>())
                                    .add((int) r.whole("detector", rows.detector())));
        }
        PreparedStatement insert =
                layout.prepare(
                        "INSERT INTO "
                                + layout.qualified("ApdbVisitDetector")
                                + " (visit, detector) VALUES (?, ?)");
        List<BoundStatement> statements = new ArrayList<>();
        seen.forEach(
                (visit, detectors) ->
                        detectors.forEach(d -> statements.add(insert.bind(visit, d.shortValue()))));
        send(statements);
    }

    private void replicaChunk() throws InterruptedException {
        if (layout.settings().replica()) {
            String name = rows.visit() + "/" + rows.detector() + "/" + micros;
            PreparedStatement insert =
                    layout.prepare(
                            "INSERT INTO "
                                    + layout.qualified("ApdbReplicaChunks")
                                    + " (partition, apdb_replica_chunk, last_update_time,"
                                    + " unique_id, has_subchunks) VALUES (0, ?, ?, ?, true)");
            send(
                    List.of(
                            insert.bind(
                                    chunk.id(),
                                    Instant.ofEpochMilli(chunk.lastUpdateMillis()),
                                    NameUuid.v5(CHUNK_NAMESPACE, name))));
        }
    }

    private void objects() throws InterruptedException {
        List<Columns> objects =
                rows.diaObjects().stream()
                        .map(r -> CatalogueTables.withCounts("DiaObject", r))
                        .map(r -> r.with("validityStartMjdTai", rows.storeTimeMjdTai()))
                        .map(this::placed)
                        .toList();
        if (layout.has("DiaObjectLastToPartition")) {
            deleteMoved(objects);
            insert("DiaObjectLastToPartition", objects);
        }
        insert("DiaObjectLast", objects);
        int partition = layout.partitionOf(rows.storeTimeMjdTai());
        if (layout.settings().storesObjects()) {
            insert(
                    layout.table("DiaObject"),
                    layout.timed("DiaObject", partition),
                    objects.stream().map(r -> r.with("apdb_time_part", (long) partition)).toList());
        }
        replicate("DiaObject", objects);
        if (layout.has("DiaObjectDedup")) {
            int part =
                    Spread.over(layout.settings().dedupParts(), rows.visit(), rows.detector(), 1);
            insert(
                    "DiaObjectDedup",
                    objects.stream().map(r -> r.with("dedup_part", part)).toList());
        }
    }

    // The row in the old pixel would outlive the move. One microsecond before our rows: then a
    // repetition cannot delete what it, or a later visit, has written.
    private void deleteMoved(List<Columns> objects) throws InterruptedException {
        Map<Long, Long> pixelBefore = pixelsBefore(objects);
        PreparedStatement delete =
                layout.prepare(
                        "DELETE FROM "
                                + layout.qualified("DiaObjectLast")
                                + " WHERE apdb_part = ? AND \"diaObjectId\" = ?");
        List<Statement<?>> statements = new ArrayList<>();
        for (Columns object : objects) {
            long id = object.whole("diaObjectId", 0);
            long pixel = object.whole("apdb_part", 0);
            long before = pixelBefore.getOrDefault(id, pixel);
            if (before != pixel) {
                statements.add(delete.bind(before, id).setQueryTimestamp(micros - 1));
            }
        }
        requests.all(statements, deadline);
    }

    private Map<Long, Long> pixelsBefore(List<Columns> objects) throws InterruptedException {
        PreparedStatement select =
                layout.prepare(
                        "SELECT \"diaObjectId\", apdb_part FROM "
                                + layout.qualified("DiaObjectLastToPartition")
                                + " WHERE \"diaObjectId\" IN ?");
        List<Long> ids = objects.stream().map(o -> o.whole("diaObjectId", 0)).toList();
        List<Statement<?>> statements = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
            statements.add(select.boundStatementBuilder().setList(0, some, Long.class).build());
        }
        Map<Long, Long> pixels = new HashMap<>();
        for (List<Row> answer : requests.all(statements, deadline)) {
            answer.forEach(r -> pixels.put(r.getLong("diaObjectId"), r.getLong("apdb_part")));
        }
        return pixels;
    }

    private void sources() throws InterruptedException {
        List<Columns> sources =
                rows.diaSources().stream()
                        .map(r -> CatalogueTables.withCounts("DiaSource", r))
                        .map(ApdbWriter::withoutZeroIds)
                        .map(this::placed)
                        .toList();
        insertTimed("DiaSource", sources);
        replicate("DiaSource", sources);
        // The time partition of the store time, not of the exposure: so upstream, and who looks a
        // source up by this table expects it.
        int partition = layout.partitionOf(rows.storeTimeMjdTai());
        insert(
                "DiaSourceToPartition",
                sources.stream().map(r -> inChunk(r.with("apdb_time_part", partition))).toList());
    }

    private void forcedSources() throws InterruptedException {
        List<Columns> forced =
                rows.diaForcedSources().stream()
                        .map(r -> CatalogueTables.withCounts("DiaForcedSource", r))
                        .map(this::placed)
                        .toList();
        insertTimed("DiaForcedSource", forced);
        replicate("DiaForcedSource", forced);
    }

    private void insertTimed(String name, List<Columns> catalogue) throws InterruptedException {
        Map<Integer, List<Columns>> byPartition = new TreeMap<>();
        for (Columns row : catalogue) {
            int partition = layout.partitionOf(row.number("midpointMjdTai"));
            byPartition
                    .computeIfAbsent(partition, p -> new ArrayList<>())
                    .add(row.with("apdb_time_part", (long) partition));
        }
        for (Map.Entry<Integer, List<Columns>> part : byPartition.entrySet()) {
            insert(layout.table(name), layout.timed(name, part.getKey()), part.getValue());
        }
    }

    private void replicate(String name, List<Columns> catalogue) throws InterruptedException {
        if (layout.settings().replica()) {
            insert(name + "Chunks2", catalogue.stream().map(this::inChunk).toList());
        }
    }

    private Columns inChunk(Columns row) {
        return layout.settings().replica()
                ? row.with("apdb_replica_chunk", chunk.id())
                        .with(
                                "apdb_replica_subchunk",
                                Spread.over(
                                        layout.settings().subChunks(),
                                        rows.visit(),
                                        rows.detector(),
                                        0))
                : row;
    }

    private Columns placed(Columns row) {
        SkyPosition position = new SkyPosition(row.number("ra"), row.number("dec"));
        return row.with("apdb_part", layout.pixels().index(position));
    }

    private static Columns withoutZeroIds(Columns row) {
        Columns result = row;
        for (String id : List.of("diaObjectId", "ssObjectId")) {
            result = result.whole(id, 0) == 0 ? result.without(id) : result;
        }
        return result;
    }

    private void insert(String name, List<Columns> catalogue) throws InterruptedException {
        insert(layout.table(name), layout.qualified(name), catalogue);
    }

    // Batches of one partition are one mutation to Cassandra: atomic, and exempt from its limit on
    // the size of batches.
    private void insert(ApdbTable table, String qualifiedName, List<Columns> catalogue)
            throws InterruptedException {
        PreparedStatement insert = layout.prepare(table.insertInto(qualifiedName));
        Map<List<Object>, List<BatchableStatement<?>>> byKey = new LinkedHashMap<>();
        for (Columns row : catalogue) {
            byKey.computeIfAbsent(table.keyOf(row), k -> new ArrayList<>())
                    .add(table.bind(insert, row));
        }
        List<Statement<?>> statements = new ArrayList<>();
        int most = table.batchRows();
        for (List<BatchableStatement<?>> together : byKey.values()) {
            for (int from = 0; from < together.size(); from += most) {
                statements.add(
                        BatchStatement.newInstance(
                                DefaultBatchType.UNLOGGED,
                                together.subList(from, Math.min(together.size(), from + most))));
            }
        }
        send(statements);
    }

    private void send(List<? extends Statement<?>> statements) throws InterruptedException {
        List<Statement<?>> stamped = new ArrayList<>(statements.size());
        for (Statement<?> statement : statements) {
            stamped.add(statement.setQueryTimestamp(micros));
        }
        requests.all(stamped, deadline);
    }
}
