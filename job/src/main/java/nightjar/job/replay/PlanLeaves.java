// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import nightjar.connectors.products.AvroPlans;
import nightjar.job.simulate.Leaves;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Plans;

/** Announced plans, as far as two runs must agree on them. */
final class PlanLeaves {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plans plans;

    /**
     * @param store where both the recorded and the replayed are found
     * @param scratch a folder for large ones
     */
    PlanLeaves(PlayedStore store, Path scratch) {
        plans = new AvroPlans(store, "", scratch);
    }

    /**
     * A plan.
     *
     * @param alerts Kafka values by the ids of their sources
     * @param rows by table and id
     * @param rest what else it says
     */
    record Contents(
            Map<Long, byte[]> alerts,
            Map<String, Map<String, Columns>> rows,
            Map<String, String> rest) {

        int rowCount() {
            return rows.values().stream().mapToInt(Map::size).sum();
        }

        /** Whether both would have the same leaves. */
        boolean agrees(Contents other) {
            return rest.equals(other.rest)
                    && agree(alerts, other.alerts, Leaves::agree)
                    && agree(rows, other.rows, Contents::tablesAgree);
        }

        private static boolean tablesAgree(Map<String, Columns> one, Map<String, Columns> other) {
            return agree(one, other, Leaves::agree);
        }

        private static <K, V> boolean agree(Map<K, V> one, Map<K, V> other, BiPredicate<V, V> are) {
            return one.keySet().equals(other.keySet())
                    && one.entrySet().stream()
                            .allMatch(
                                    it ->
                                            Optional.ofNullable(other.get(it.getKey()))
                                                    .filter(its -> are.test(it.getValue(), its))
                                                    .isPresent());
        }

        /** Each value by its path. */
        Map<String, String> leaves() {
            var leaves = new TreeMap<>(rest);
            alerts.forEach(
                    (id, packed) ->
                            Leaves.ofAlert(packed)
                                    .forEach(
                                            (path, value) ->
                                                    leaves.put("alert " + id + path, value)));
            leaves.putAll(Leaves.ofTables(rows));
            return leaves;
        }
    }

    Optional<VisitDetector> keyOf(Stored plan) {
        return plans.read(plan).asValue().map(Plans.Plan::key);
    }

    /** Of none, or of one that cannot be read: nothing. */
    Contents of(Optional<Stored> told) {
        return told.flatMap(stored -> plans.read(stored).asValue())
                .map(plan -> of(plan, told.orElseThrow()))
                .orElseGet(() -> new Contents(Map.of(), Map.of(), Map.of()));
    }

    private Contents of(Plans.Plan plan, Stored stored) {
        var alerts = new TreeMap<Long, byte[]>();
        var unused = plans.tell(stored, into(alerts));
        var rest = new TreeMap<String, String>();
        rest.put("without", plan.without());
        rest.put("orderGivenUp", plan.orderGivenUp());
        rest.put("priorSha256", plan.priorSha256());
        if (!plan.butlerRecord().isEmpty()) {
            gather("record", json(plan.butlerRecord()), rest);
        }
        return new Contents(alerts, tables(plan.rows()), rest);
    }

    private static Map<String, Map<String, Columns>> tables(Apdb.Rows rows) {
        var tables = new TreeMap<String, Map<String, Columns>>();
        tables.put("DiaObject", byId(rows.diaObjects(), "diaObjectId"));
        tables.put("DiaSource", byId(rows.diaSources(), "diaSourceId"));
        tables.put("DiaForcedSource", byId(rows.diaForcedSources(), "diaObjectId"));
        return tables;
    }

    /** Rows that were written for a plan, each value by its path. */
    static Map<String, String> ofWritten(Apdb.Rows rows) {
        var leaves = Leaves.ofTables(tables(rows));
        leaves.put("storeTimeMjdTai", Double.toString(rows.storeTimeMjdTai()));
        return leaves;
    }

    /** What a plan wants written. */
    Optional<Apdb.Rows> rowsOf(Stored plan) {
        return plans.read(plan).asValue().map(Plans.Plan::rows);
    }

    private static Plans.Listener into(Map<Long, byte[]> alerts) {
        return new Plans.Listener() {
            @Override
            public void record(String butlerRecord) {
                // It is the plan's own.
            }

            @Override
            public void alert(long id, byte[] packed) {
                alerts.put(id, packed);
            }
        };
    }

    private static Map<String, Columns> byId(List<Columns> rows, String id) {
        var byId = new TreeMap<String, Columns>();
        rows.forEach(row -> byId.put(String.valueOf(row.whole(id, 0)), row));
        return byId;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a Butler record that is no JSON", e);
        }
    }

    private static void gather(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(it -> gather(path + "/" + it.getKey(), it.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                gather(path + "/" + i, node.get(i), into);
            }
        } else {
            into.put(path, node.asText());
        }
    }
}
