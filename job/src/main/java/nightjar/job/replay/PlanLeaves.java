// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightjar.connectors.products.AvroPlans;
import nightjar.job.simulate.Leaves;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Plans;

/** Plans as single values by path, as far as two runs must agree on them. */
final class PlanLeaves {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plans plans;

    /**
     * @param store where both the recorded and the replayed are found
     */
    PlanLeaves(PlayedStore store, java.nio.file.Path scratch) {
        plans = new AvroPlans(store, "", scratch);
    }

    /**
     * A plan.
     *
     * @param alerts digests by the ids of their sources
     * @param leaves all values that two runs must agree on
     * @param rows how many are stored
     */
    record Contents(Map<Long, String> alerts, Map<String, String> leaves, int rows) {}

    Optional<VisitDetector> keyOf(Stored plan) {
        return plans.read(plan).asValue().map(Plans.Plan::key);
    }

    /** Of none: nothing. */
    Contents of(Optional<Stored> told) throws IOException {
        var leaves = new TreeMap<String, String>();
        var alerts = new TreeMap<Long, String>();
        var plan = told.flatMap(stored -> plans.read(stored).asValue());
        if (told.isEmpty() || plan.isEmpty()) {
            return new Contents(alerts, leaves, 0);
        }
        var unused =
                plans.tell(
                        told.get(),
                        new Plans.Listener() {
                            @Override
                            public void record(String butlerRecord) {
                                // It is the plan's own.
                            }

                            @Override
                            public void alert(long id, byte[] packed) {
                                alerts.put(id, Digests.of(packed));
                                Leaves.ofAlert(packed)
                                        .forEach(
                                                (path, value) ->
                                                        leaves.put("alert " + id + path, value));
                            }
                        });
        var rows = plan.get().rows();
        var tables = new TreeMap<String, Map<String, Columns>>();
        tables.put("DiaObject", byId(rows.diaObjects(), "diaObjectId"));
        tables.put("DiaSource", byId(rows.diaSources(), "diaSourceId"));
        tables.put("DiaForcedSource", byId(rows.diaForcedSources(), "diaObjectId"));
        leaves.putAll(Leaves.ofTables(tables));
        leaves.put("without", plan.get().without());
        if (!plan.get().butlerRecord().isEmpty()) {
            gather("record", JSON.readTree(plan.get().butlerRecord()), leaves);
        }
        int count =
                rows.diaObjects().size()
                        + rows.diaSources().size()
                        + rows.diaForcedSources().size();
        return new Contents(alerts, leaves, count);
    }

    private static Map<String, Columns> byId(List<Columns> rows, String id) {
        var byId = new TreeMap<String, Columns>();
        rows.forEach(row -> byId.put(String.valueOf(row.whole(id, 0)), row));
        return byId;
    }

    private static void gather(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(it -> gather(path + "/" + it.getKey(), it.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                gather(path + "/" + i, node.get(i), into);
            }
        } else {
            into.put(path, node.asText());
        }
    }
}
