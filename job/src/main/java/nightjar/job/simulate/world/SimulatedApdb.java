// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nightjar.connectors.apdb.InMemoryApdb;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;

/** An APDB that is written table by table, as upstream's is, the newest store time winning. */
final class SimulatedApdb implements Apdb {

    private final Effects effects;
    private final UnaryOperator<Rows> broken;
    private final InMemoryApdb inner = new InMemoryApdb();
    private final Set<String> visitDetectors = new HashSet<>();
    private final Map<String, Map<String, Stamped>> tables = new TreeMap<>();

    private record Stamped(double storeTimeMjdTai, Columns row) {}

    /**
     * @param broken what a broken commit makes of rows before it writes them
     */
    SimulatedApdb(Effects effects, UnaryOperator<Rows> broken) {
        this.effects = effects;
        this.broken = broken;
    }

    @Override
    public Outcome<Prior> prior(
            List<Double> cornersDeg, double paddingArcsec, double midpointMjdTai, Deadline deadline)
            throws InterruptedException {
        return effects.look(
                "apdb", () -> inner.prior(cornersDeg, paddingArcsec, midpointMjdTai, deadline));
    }

    @Override
    public Outcome<Boolean> contains(long visit, int detector, Deadline deadline)
            throws InterruptedException {
        return effects.look(
                "apdb", () -> Outcome.done(visitDetectors.contains(visit + "/" + detector)));
    }

    @Override
    public Outcome<Rows> write(Rows planned, Deadline deadline) throws InterruptedException {
        var rows = broken.apply(planned);
        var of = rows.visit() + "/" + rows.detector();
        var steps =
                List.<Runnable>of(
                        () -> visitDetectors.add(of),
                        () -> objects(rows),
                        () -> sources(rows),
                        () -> forced(rows));
        for (int step = 0; step < steps.size(); step++) {
            var effect = steps.get(step);
            var written =
                    effects.change(
                            "apdb",
                            "rows " + step + " of " + of,
                            () -> {
                                effect.run();
                                return Outcome.done(rows);
                            });
            if (!written.isDone()) {
                return written;
            }
        }
        return Outcome.done(rows);
    }

    private void objects(Rows rows) {
        double time = rows.storeTimeMjdTai();
        for (var row : rows.diaObjects()) {
            long id = row.whole("diaObjectId", 0);
            keep("DiaObject", id + " " + time, time, row);
            keep("DiaObjectLast", String.valueOf(id), time, row);
        }
        into(rows, rows.diaObjects(), List.of(), List.of());
    }

    private void sources(Rows rows) {
        for (var row : rows.diaSources()) {
            var id = String.valueOf(row.whole("diaSourceId", 0));
            keep("DiaSource", id, rows.storeTimeMjdTai(), row);
        }
        into(rows, List.of(), rows.diaSources(), List.of());
    }

    private void forced(Rows rows) {
        for (var row : rows.diaForcedSources()) {
            var id = row.whole("diaObjectId", 0) + " " + rows.visit() + " " + rows.detector();
            keep("DiaForcedSource", id, rows.storeTimeMjdTai(), row);
        }
        into(rows, List.of(), List.of(), rows.diaForcedSources());
    }

    private void into(
            Rows rows, List<Columns> objects, List<Columns> sources, List<Columns> forced) {
        var unused =
                inner.write(
                        new Rows(
                                rows.visit(),
                                rows.detector(),
                                rows.storeTimeMjdTai(),
                                objects,
                                sources,
                                forced),
                        new Deadline(Long.MAX_VALUE));
    }

    private void keep(String table, String key, double time, Columns row) {
        tables.computeIfAbsent(table, it -> new TreeMap<>())
                .merge(
                        key,
                        new Stamped(time, row),
                        (old, young) ->
                                young.storeTimeMjdTai() >= old.storeTimeMjdTai() ? young : old);
    }

    /** Rows by table and key. */
    Map<String, Map<String, Columns>> tables() {
        var all = new TreeMap<String, Map<String, Columns>>();
        tables.forEach(
                (table, rows) -> {
                    var plain = new TreeMap<String, Columns>();
                    rows.forEach((key, stamped) -> plain.put(key, stamped.row()));
                    all.put(table, plain);
                });
        return all;
    }

    boolean hasSource(long diaSourceId) {
        return tables.getOrDefault("DiaSource", Map.of()).containsKey(String.valueOf(diaSourceId));
    }
}
