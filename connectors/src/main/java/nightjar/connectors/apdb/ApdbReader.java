// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb.Prior;
import nightjar.model.port.Deadline;
import nightjar.model.sky.SkyRegion;

/**
 * Reads what the sky held: by pixels of a region and, for history, by the tables of twelve months
 * of thirty days (lsst/dax_apdb). Rows somewhat outside the region come along.
 */
final class ApdbReader {

    static final double HISTORY_DAYS = 360;

    private final ApdbLayout layout;
    private final Requests requests;

    ApdbReader(ApdbLayout layout, Requests requests) {
        this.layout = layout;
        this.requests = requests;
    }

    Prior prior(SkyRegion region, double midpointMjdTai, Deadline deadline)
            throws InterruptedException {
        List<Long> pixels = LongStream.of(layout.pixels().envelope(region)).boxed().toList();
        List<Columns> objects = objects(pixels, deadline);
        Set<Long> ids =
                objects.stream().map(o -> o.whole("diaObjectId", 0)).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return new Prior(objects, List.of(), List.of());
        }
        return new Prior(
                objects,
                sorted(history("DiaSource", pixels, midpointMjdTai, ids, deadline), "diaSourceId"),
                sorted(
                        history("DiaForcedSource", pixels, midpointMjdTai, ids, deadline),
                        "diaObjectId",
                        "visit",
                        "detector"));
    }

    boolean contains(long visit, int detector, Deadline deadline) throws InterruptedException {
        BoundStatement statement =
                layout.prepare(
                                "SELECT visit FROM "
                                        + layout.qualified("ApdbVisitDetector")
                                        + " WHERE visit = ? AND detector = ?")
                        .bind(visit, (short) detector);
        return !requests.all(List.of(statement), deadline).get(0).isEmpty();
    }

    private List<Columns> objects(List<Long> pixels, Deadline deadline)
            throws InterruptedException {
        ApdbTable table = layout.table("DiaObjectLast");
        PreparedStatement select =
                layout.prepare(selectFrom(table, layout.qualified("DiaObjectLast")));
        List<Columns> rows =
                table.rows(
                        requests.all(
                                        List.of(
                                                select.boundStatementBuilder()
                                                        .setList(0, pixels, Long.class)
                                                        .build()),
                                        deadline)
                                .get(0));
        // A row that was deleted and then updated by somebody else has a key and little more.
        return sorted(
                rows.stream().filter(r -> r.has("ra") && r.has("dec")).toList(), "diaObjectId");
    }

    private List<Columns> history(
            String name, List<Long> pixels, double until, Set<Long> ids, Deadline deadline)
            throws InterruptedException {
        double since = until - HISTORY_DAYS;
        List<Integer> partitions = layout.partitionsBetween(since, until);
        List<Statement<?>> statements =
                layout.settings().timeTables()
                        ? perTable(name, pixels, partitions)
                        : List.of(inOneTable(name, pixels, partitions));
        List<Row> read = requests.all(statements, deadline).stream().flatMap(List::stream).toList();
        return layout.table(name).rows(read).stream()
                .filter(r -> ids.contains(r.whole("diaObjectId", 0)))
                .filter(r -> r.number("midpointMjdTai") > since)
                .toList();
    }

    private List<Statement<?>> perTable(String name, List<Long> pixels, List<Integer> partitions) {
        List<Statement<?>> statements = new ArrayList<>();
        for (int partition : partitions) {
            statements.add(
                    layout.prepare(selectFrom(layout.table(name), layout.timed(name, partition)))
                            .boundStatementBuilder()
                            .setList(0, pixels, Long.class)
                            .build());
        }
        return statements;
    }

    private Statement<?> inOneTable(String name, List<Long> pixels, List<Integer> partitions) {
        return layout.prepare(
                        selectFrom(layout.table(name), layout.qualified(name))
                                + " AND apdb_time_part IN ?")
                .boundStatementBuilder()
                .setList(0, pixels, Long.class)
                .setList(1, partitions.stream().map(Integer::longValue).toList(), Long.class)
                .build();
    }

    // The same sky is to be read in the same order, however its pixels lie on the nodes.
    private static List<Columns> sorted(List<Columns> rows, String first, String... further) {
        Comparator<Columns> order = Comparator.comparingLong(r -> r.whole(first, 0));
        for (String key : further) {
            order = order.thenComparingLong(r -> r.whole(key, 0));
        }
        return rows.stream().sorted(order).toList();
    }

    private static String selectFrom(ApdbTable table, String qualifiedName) {
        return "SELECT "
                + ApdbTable.quoted(table.published())
                + " FROM "
                + qualifiedName
                + " WHERE apdb_part IN ?";
    }
}
