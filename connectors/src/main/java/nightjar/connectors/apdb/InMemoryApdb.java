// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;
import nightjar.model.sky.Mq3c;
import nightjar.model.sky.SkyPosition;

/**
 * An APDB without a database, for benches and tests: the same rows come back as from Cassandra, of
 * the same pixels and months, and the newest store time wins. Safe for use by several threads.
 */
public final class InMemoryApdb implements Apdb {

    private static final Mq3c PIXELS = new Mq3c(11);

    private final Map<Long, Stamped> objects = new TreeMap<>();
    private final Map<Long, Stamped> sources = new TreeMap<>();
    private final Map<ForcedKey, Stamped> forced = new TreeMap<>();
    private final Set<String> visitDetectors = new TreeSet<>();

    private record Stamped(double storeTimeMjdTai, Columns row) {
        Stamped newer(Stamped other) {
            return other.storeTimeMjdTai >= storeTimeMjdTai ? other : this;
        }
    }

    private record ForcedKey(long object, long visit, long detector)
            implements Comparable<ForcedKey> {
        static ForcedKey of(Columns row) {
            return new ForcedKey(
                    row.whole("diaObjectId", 0), row.whole("visit", 0), row.whole("detector", 0));
        }

        @Override
        public int compareTo(ForcedKey other) {
            return Comparator.comparingLong(ForcedKey::object)
                    .thenComparingLong(ForcedKey::visit)
                    .thenComparingLong(ForcedKey::detector)
                    .compare(this, other);
        }
    }

    @Override
    public synchronized Outcome<Prior> prior(
            List<Double> cornersDeg,
            double paddingArcsec,
            double midpointMjdTai,
            Deadline deadline) {
        long[] pixels = PIXELS.envelope(Corners.polygon(cornersDeg).padded(paddingArcsec));
        List<Columns> found =
                objects.values().stream()
                        .map(Stamped::row)
                        .filter(r -> isIn(pixels, r))
                        .map(InMemoryApdb::lastColumns)
                        .toList();
        Set<Long> ids =
                found.stream().map(o -> o.whole("diaObjectId", 0)).collect(Collectors.toSet());
        Function<Map<?, Stamped>, List<Columns>> history =
                table ->
                        table.values().stream()
                                .map(Stamped::row)
                                .filter(r -> ids.contains(r.whole("diaObjectId", 0)))
                                .filter(
                                        r ->
                                                r.number("midpointMjdTai")
                                                        > midpointMjdTai - ApdbReader.HISTORY_DAYS)
                                .filter(r -> isIn(pixels, r))
                                .toList();
        return Outcome.done(new Prior(found, history.apply(sources), history.apply(forced)));
    }

    @Override
    public synchronized Outcome<Boolean> contains(long visit, int detector, Deadline deadline) {
        return Outcome.done(visitDetectors.contains(visit + "/" + detector));
    }

    @Override
    public synchronized Outcome<Rows> write(Rows rows, Deadline deadline) {
        double time = rows.storeTimeMjdTai();
        rows.diaSources().forEach(r -> visitDetectors.add(visitDetector(r)));
        rows.diaForcedSources().forEach(r -> visitDetectors.add(visitDetector(r)));
        for (Columns row : rows.diaObjects()) {
            keep(
                    objects,
                    row.whole("diaObjectId", 0),
                    time,
                    CatalogueTables.withCounts("DiaObject", row).with("validityStartMjdTai", time));
        }
        for (Columns row : rows.diaSources()) {
            keep(
                    sources,
                    row.whole("diaSourceId", 0),
                    time,
                    CatalogueTables.withCounts("DiaSource", row));
        }
        for (Columns row : rows.diaForcedSources()) {
            keep(forced, ForcedKey.of(row), time, row);
        }
        return Outcome.done(rows);
    }

    /** How many objects it holds. */
    public synchronized int objectCount() {
        return objects.size();
    }

    /** How many sources it holds. */
    public synchronized int sourceCount() {
        return sources.size();
    }

    private static <K> void keep(Map<K, Stamped> table, K key, double time, Columns row) {
        table.merge(key, new Stamped(time, stored(row)), Stamped::newer);
    }

    // A database stores neither NaN nor an id of 0, and so gives none back.
    private static Columns stored(Columns row) {
        Columns stored = row;
        for (Map.Entry<String, Object> column : row.values().entrySet()) {
            boolean nothing =
                    column.getValue() instanceof Number n && !Double.isFinite(n.doubleValue());
            boolean zeroId =
                    Set.of("diaObjectId", "ssObjectId").contains(column.getKey())
                            && row.whole(column.getKey(), 0) == 0;
            stored = nothing || zeroId ? stored.without(column.getKey()) : stored;
        }
        return stored;
    }

    private static Columns lastColumns(Columns object) {
        Columns last = Columns.EMPTY;
        for (CatalogueTables.Column column : CatalogueTables.columns("DiaObjectLast")) {
            var value = object.get(column.name());
            last = value.isPresent() ? last.with(column.name(), value.get()) : last;
        }
        return last;
    }

    private static boolean isIn(long[] pixels, Columns row) {
        long pixel = PIXELS.index(new SkyPosition(row.number("ra"), row.number("dec")));
        return Arrays.binarySearch(pixels, pixel) >= 0;
    }

    private static String visitDetector(Columns row) {
        return row.whole("visit", 0) + "/" + row.whole("detector", 0);
    }
}
