// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import nightjar.model.time.Tai;

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
    private final Rows rows;
    private final Inserts insert;
    private final long micros;
    private final ReplicaChunk chunk;

    private ApdbWriter(ApdbLayout layout, Requests requests, Rows rows, Deadline deadline) {
        this.layout = layout;
        this.rows = rows;
        this.micros = StoreTime.micros(rows.storeTimeMjdTai());
        this.insert = new Inserts(layout, requests, micros, deadline);
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
        PreparedStatement statement =
                layout.prepare(
                        "INSERT INTO "
                                + layout.qualified("ApdbVisitDetector")
                                + " (visit, detector) VALUES (?, ?)");
        List<BoundStatement> statements = new ArrayList<>();
        seen.forEach(
                (visit, detectors) ->
                        detectors.forEach(
                                d -> statements.add(statement.bind(visit, d.shortValue()))));
        insert.send(statements, micros);
    }

    // The one row under the time of writing: it tells the replica's reader that the chunk has
    // something new. Under the store time, what is committed late would go unnoticed beside a
    // neighbour's newer row, and never be copied.
    private void replicaChunk() throws InterruptedException {
        if (!layout.settings().replica()) {
            return;
        }
        long now = System.currentTimeMillis();
        PreparedStatement statement =
                layout.prepare(
                        "INSERT INTO "
                                + layout.qualified("ApdbReplicaChunks")
                                + " (partition, apdb_replica_chunk, last_update_time,"
                                + " unique_id, has_subchunks) VALUES (0, ?, ?, ?, true)");
        String name = rows.visit() + "/" + rows.detector() + "/" + micros;
        insert.send(
                List.of(
                        statement.bind(
                                chunk.id(),
                                Instant.ofEpochMilli(
                                        Math.round(Tai.unixTaiOfUtcMillis(now) * 1000)),
                                NameUuid.v5(CHUNK_NAMESPACE, name))),
                now * 1000);
    }

    private void objects() throws InterruptedException {
        List<Columns> objects =
                rows.diaObjects().stream()
                        .map(r -> CatalogueTables.withCounts("DiaObject", r))
                        .map(r -> r.with("validityStartMjdTai", rows.storeTimeMjdTai()))
                        .map(this::placed)
                        .toList();
        List<Columns> newest = newestOf(objects);
        insert.into("DiaObjectLastToPartition", objects);
        insert.into("DiaObjectLast", newest);
        if (layout.settings().storesObjects()) {
            insert.intoTimed("DiaObject", layout.partitionOf(rows.storeTimeMjdTai()), objects);
        }
        replicate("DiaObject", objects);
        if (layout.has("DiaObjectDedup")) {
            int part =
                    Spread.over(layout.settings().dedupParts(), rows.visit(), rows.detector(), 1);
            insert.into(
                    "DiaObjectDedup",
                    objects.stream().map(r -> r.with("dedup_part", part)).toList());
        }
    }

    /**
     * Takes away the rows that moved objects have in their old pixels, and leaves out what has
     * already moved on under a later store time: its row here would outlive that move.
     */
    private List<Columns> newestOf(List<Columns> objects) throws InterruptedException {
        // A first source makes a new object, which lay nowhere before.
        Map<Long, Row> before =
                placesBefore(objects.stream().filter(o -> o.whole("nDiaSources", 2) > 1).toList());
        PreparedStatement delete =
                layout.prepare(
                        "DELETE FROM "
                                + layout.qualified("DiaObjectLast")
                                + " WHERE apdb_part = ? AND \"diaObjectId\" = ?");
        List<Statement<?>> deletes = new ArrayList<>();
        List<Columns> newest = new ArrayList<>();
        for (Columns object : objects) {
            long id = object.whole("diaObjectId", 0);
            Row place = before.get(id);
            if (place == null || place.getLong("apdb_part") == object.whole("apdb_part", 0)) {
                newest.add(object);
            } else if (place.getLong("written") <= micros) {
                deletes.add(delete.bind(place.getLong("apdb_part"), id));
                newest.add(object);
            }
        }
        // One microsecond before our rows: then a repetition cannot delete what it, or a later
        // visit, has written.
        insert.send(deletes, micros - 1);
        return newest;
    }

    private Map<Long, Row> placesBefore(List<Columns> objects) throws InterruptedException {
        PreparedStatement select =
                layout.prepare(
                        "SELECT \"diaObjectId\", apdb_part, WRITETIME(apdb_part) AS written FROM "
                                + layout.qualified("DiaObjectLastToPartition")
                                + " WHERE \"diaObjectId\" IN ?");
        List<Long> ids = objects.stream().map(o -> o.whole("diaObjectId", 0)).toList();
        List<Statement<?>> statements = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
            statements.add(select.boundStatementBuilder().setList(0, some, Long.class).build());
        }
        Map<Long, Row> places = new HashMap<>();
        for (List<Row> answer : insert.requests().all(statements, insert.deadline())) {
            answer.forEach(r -> places.put(r.getLong("diaObjectId"), r));
        }
        return places;
    }

    private void sources() throws InterruptedException {
        List<Columns> sources =
                rows.diaSources().stream()
                        .map(r -> CatalogueTables.withCounts("DiaSource", r))
                        .map(ApdbWriter::withoutZeroIds)
                        .map(this::placed)
                        .toList();
        insertByTime("DiaSource", sources);
        replicate("DiaSource", sources);
        // The time partition of the store time, not of the exposure: so upstream, and who looks a
        // source up by this table expects it.
        int partition = layout.partitionOf(rows.storeTimeMjdTai());
        insert.into(
                "DiaSourceToPartition",
                sources.stream().map(r -> inChunk(r.with("apdb_time_part", partition))).toList());
    }

    private void forcedSources() throws InterruptedException {
        List<Columns> forced = rows.diaForcedSources().stream().map(this::placed).toList();
        insertByTime("DiaForcedSource", forced);
        replicate("DiaForcedSource", forced);
    }

    private void insertByTime(String name, List<Columns> catalogue) throws InterruptedException {
        Map<Integer, List<Columns>> byPartition = new TreeMap<>();
        for (Columns row : catalogue) {
            int partition = layout.partitionOf(row.number("midpointMjdTai"));
            byPartition.computeIfAbsent(partition, p -> new ArrayList<>()).add(row);
        }
        for (Map.Entry<Integer, List<Columns>> part : byPartition.entrySet()) {
            insert.intoTimed(name, part.getKey(), part.getValue());
        }
    }

    private void replicate(String name, List<Columns> catalogue) throws InterruptedException {
        if (layout.settings().replica()) {
            insert.into(name + "Chunks2", catalogue.stream().map(this::inChunk).toList());
        }
    }

    private Columns inChunk(Columns row) {
        ApdbSettings settings = layout.settings();
        return settings.replica()
                ? row.with("apdb_replica_chunk", chunk.id())
                        .with(
                                "apdb_replica_subchunk",
                                Spread.over(settings.subChunks(), rows.visit(), rows.detector(), 0))
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
}
