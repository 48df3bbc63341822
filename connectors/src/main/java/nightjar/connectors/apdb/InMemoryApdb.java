// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final Table<Long> objects = new Table<>();
    private final Table<Long> sources = new Table<>();
    private final Table<ForcedKey> forced = new Table<>();
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
        List<Columns> found = objects.in(pixels).map(InMemoryApdb::lastColumns).toList();
        Set<Long> ids =
                found.stream().map(o -> o.whole("diaObjectId", 0)).collect(Collectors.toSet());
        Function<Table<?>, List<Columns>> history =
                table ->
                        table.in(pixels)
                                .filter(r -> ids.contains(r.whole("diaObjectId", 0)))
                                .filter(
                                        r ->
                                                r.number("midpointMjdTai")
                                                        > midpointMjdTai - ApdbReader.HISTORY_DAYS)
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
            objects.keep(
                    row.whole("diaObjectId", 0),
                    time,
                    CatalogueTables.withCounts("DiaObject", row).with("validityStartMjdTai", time));
        }
        for (Columns row : rows.diaSources()) {
            sources.keep(
                    row.whole("diaSourceId", 0),
                    time,
                    CatalogueTables.withCounts("DiaSource", row));
        }
        for (Columns row : rows.diaForcedSources()) {
            forced.keep(ForcedKey.of(row), time, row);
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

    /** Rows by key, found by the pixel they lie in, as partitions are. */
    private static final class Table<K extends Comparable<K>> {
        private final Map<K, Long> pixelOf = new HashMap<>();
        private final Map<Long, Map<K, Stamped>> byPixel = new HashMap<>();

        void keep(K key, double time, Columns row) {
            var newer = new Stamped(time, stored(row));
            long pixel = pixel(newer.row());
            Long before = pixelOf.get(key);
            if (before != null && before != pixel) {
                var old = partition(before).remove(key);
                newer = old == null ? newer : old.newer(newer);
                pixel = pixel(newer.row());
            }
            pixelOf.put(key, pixel);
            partition(pixel).merge(key, newer, Stamped::newer);
        }

        int size() {
            return pixelOf.size();
        }

        /** Rows in these pixels, by key. */
        Stream<Columns> in(long[] pixels) {
            var found = new TreeMap<K, Stamped>();
            for (long pixel : pixels) {
                found.putAll(byPixel.getOrDefault(pixel, Map.of()));
            }
            return found.values().stream().map(Stamped::row);
        }

        private Map<K, Stamped> partition(long pixel) {
            return byPixel.computeIfAbsent(pixel, p -> new TreeMap<>());
        }

        private static long pixel(Columns row) {
            return PIXELS.index(new SkyPosition(row.number("ra"), row.number("dec")));
        }
    }

    // A database stores neither NaN nor an id of 0, and so gives none back.
    private static Columns stored(Columns row) {
        Map<String, Object> stored = new TreeMap<>(row.values());
        stored.values().removeIf(v -> v instanceof Number n && !Double.isFinite(n.doubleValue()));
        for (String id : List.of("diaObjectId", "ssObjectId")) {
            if (row.whole(id, 0) == 0) {
                stored.remove(id);
            }
        }
        return new Columns(stored);
    }

    private static Columns lastColumns(Columns object) {
        Columns last = Columns.EMPTY;
        for (CatalogueTables.Column column : CatalogueTables.columns("DiaObjectLast")) {
            var value = object.get(column.name());
            last = value.isPresent() ? last.with(column.name(), value.get()) : last;
        }
        return last;
    }

    private static String visitDetector(Columns row) {
        return row.whole("visit", 0) + "/" + row.whole("detector", 0);
    }
}
