// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.ApdbUpkeep;
import nightjar.job.audit.Evidence.RowsSeen;
import nightjar.job.audit.PlanFacts.ForcedKey;
import nightjar.model.ids.TimePartition;
import nightjar.model.sky.Mq3c;
import nightjar.model.sky.SkyPosition;

/**
 * What the APDB has of a scope, by its key columns. DIASource and DIAForcedSource are scanned where
 * the scope's nights and the plans' midpoints fall; DIAObjects, which have no time, are looked up
 * in every pixel that a plan or the APDB's own table of places gives them.
 */
final class ApdbLook {

    private static final int IDS_AT_ONCE = 500;

    private final Ring ring;
    private final String keyspace;
    private final int release;
    private final ApdbSettings settings;

    /**
     * @param release first bits of the ids that are looked for
     * @throws Unanswered when the keyspace is no APDB that nightjar knows
     */
    ApdbLook(Ring ring, String keyspace, int release) {
        this.ring = ring;
        this.keyspace = keyspace;
        this.release = release;
        var status =
                new ApdbUpkeep(ring.session(), keyspace)
                        .status()
                        .fold(
                                it -> it,
                                loss -> {
                                    throw new Unanswered("the APDB", loss.why());
                                });
        this.settings =
                status.settings()
                        .orElseThrow(
                                () ->
                                        new Unanswered(
                                                "the APDB " + keyspace,
                                                String.join("; ", status.problems())));
    }

    RowsSeen of(Scope scope, Collection<PlanFacts> plans) {
        var partitions = partitions(scope, plans);
        return new RowsSeen(sources(scope, partitions), forced(scope, partitions), objects(plans));
    }

    /** What it has of one plan, looked up by id; forced photometry is not asked for. */
    RowsSeen of(PlanFacts plan) {
        Map<Long, Set<Long>> places = new ConcurrentHashMap<>();
        ring.ask(
                "SELECT \"diaSourceId\", \"apdb_part\" FROM "
                        + qualified("DiaSourceToPartition")
                        + " WHERE \"diaSourceId\" IN ?",
                chunks(plan.diaSources()).stream().map(it -> List.<Object>of(it)).toList(),
                row -> place(places, row.getLong(1), row.getLong(0)));
        Map<Long, Integer> rows = new ConcurrentHashMap<>();
        for (double mjdTai : plan.midpointsMjdTai()) {
            places.forEach((pixel, ids) -> sources(pixel, partition(mjdTai), ids, rows));
        }
        return new RowsSeen(rows, Set.of(), objects(List.of(plan)));
    }

    private void sources(long pixel, int partition, Set<Long> ids, Map<Long, Integer> rows) {
        boolean byTables = settings.timeTables();
        List<Object> place = byTables ? List.of(pixel) : List.of(pixel, (long) partition);
        var questions = new ArrayList<List<Object>>();
        for (var some : chunks(ids)) {
            var question = new ArrayList<>(place);
            question.add(some);
            questions.add(question);
        }
        ring.ask(
                "SELECT \"diaSourceId\" FROM "
                        + qualified(byTables ? "DiaSource_" + partition : "DiaSource")
                        + " WHERE \"apdb_part\" = ?"
                        + (byTables ? "" : " AND \"apdb_time_part\" = ?")
                        + " AND \"diaSourceId\" IN ?",
                questions,
                row -> rows.merge(row.getLong(0), 1, Integer::sum));
    }

    private Set<Integer> partitions(Scope scope, Collection<PlanFacts> plans) {
        var partitions = new TreeSet<Integer>();
        IntStream.rangeClosed(partition(scope.beginMjdTai()), partition(scope.endMjdTai()))
                .forEach(partitions::add);
        for (var plan : plans) {
            plan.midpointsMjdTai().forEach(mjdTai -> partitions.add(partition(mjdTai)));
        }
        partitions.removeIf(it -> it < settings.firstPartition() || it > settings.lastPartition());
        return partitions;
    }

    private int partition(double mjdTai) {
        return TimePartition.of(mjdTai, settings.timeDays());
    }

    private Map<Long, Integer> sources(Scope scope, Set<Integer> partitions) {
        Map<Long, Integer> rows = new ConcurrentHashMap<>();
        List<Object> ids = List.of(scope.leastId(release), scope.greatestId(release));
        for (var table : tables("DiaSource", partitions)) {
            ring.scan(
                    "SELECT \"diaSourceId\" FROM " + table,
                    partitionKey(),
                    " AND \"diaSourceId\" >= ? AND \"diaSourceId\" <= ?",
                    ids,
                    row -> rows.merge(row.getLong(0), 1, Integer::sum));
        }
        return rows;
    }

    private Set<ForcedKey> forced(Scope scope, Set<Integer> partitions) {
        Set<ForcedKey> rows = ConcurrentHashMap.newKeySet();
        for (var table : tables("DiaForcedSource", partitions)) {
            ring.scan(
                    "SELECT \"diaObjectId\", \"visit\", \"detector\" FROM " + table,
                    partitionKey(),
                    " AND \"visit\" >= ? AND \"visit\" <= ?",
                    List.of(scope.first(), scope.last()),
                    row ->
                            rows.add(
                                    new ForcedKey(
                                            row.getLong(0),
                                            row.getLong(1),
                                            // A SMALLINT, or wider in a migrated table.
                                            ((Number) row.getObject(2)).intValue())));
        }
        return rows;
    }

    private List<String> tables(String name, Set<Integer> partitions) {
        return settings.timeTables()
                ? partitions.stream().map(it -> qualified(name + "_" + it)).toList()
                : List.of(qualified(name));
    }

    private String partitionKey() {
        return settings.timeTables() ? "\"apdb_part\"" : "\"apdb_part\", \"apdb_time_part\"";
    }

    private Map<Long, List<Double>> objects(Collection<PlanFacts> plans) {
        var places = places(plans);
        List<List<Object>> questions = new ArrayList<>();
        places.forEach(
                (pixel, ids) -> chunks(ids).forEach(it -> questions.add(List.of(pixel, it))));
        Map<Long, List<Double>> rows = new ConcurrentHashMap<>();
        ring.ask(
                "SELECT \"diaObjectId\", \"validityStartMjdTai\" FROM "
                        + qualified("DiaObjectLast")
                        + " WHERE \"apdb_part\" = ? AND \"diaObjectId\" IN ?",
                questions,
                row -> rows.merge(row.getLong(0), List.of(row.getDouble(1)), ApdbLook::both));
        return rows;
    }

    private static List<Double> both(List<Double> some, List<Double> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** Pixel → objects that may lie there. */
    private Map<Long, Set<Long>> places(Collection<PlanFacts> plans) {
        Map<Long, Set<Long>> places = new ConcurrentHashMap<>();
        var ids = new HashSet<Long>();
        var pixels = new Mq3c(settings.pixelLevel());
        for (var plan : plans) {
            for (var object : plan.objects()) {
                long pixel = pixels.index(new SkyPosition(object.raDeg(), object.decDeg()));
                place(places, pixel, object.id());
                ids.add(object.id());
            }
        }
        ring.ask(
                "SELECT \"diaObjectId\", \"apdb_part\" FROM "
                        + qualified("DiaObjectLastToPartition")
                        + " WHERE \"diaObjectId\" IN ?",
                chunks(ids).stream().map(it -> List.<Object>of(it)).toList(),
                row -> place(places, row.getLong(1), row.getLong(0)));
        return new HashMap<>(places);
    }

    private static void place(Map<Long, Set<Long>> places, long pixel, long object) {
        places.computeIfAbsent(pixel, it -> ConcurrentHashMap.newKeySet()).add(object);
    }

    private static List<List<Long>> chunks(Set<Long> ids) {
        var all = List.copyOf(ids);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + IDS_AT_ONCE)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)))
                .toList();
    }

    private String qualified(String table) {
        return "\"" + keyspace + "\".\"" + table + "\"";
    }
}
