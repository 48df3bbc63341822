// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was seen of each object before this visit, by diaObjectId, oldest first.
 *
 * @param sources detections
 * @param forced forced photometry
 */
record History(Map<Long, List<DiaSource>> sources, Map<Long, List<DiaForcedSource>> forced) {

    /** The prior rows by object; rows of this very visit-detector are an earlier attempt's. */
    static History of(Detections seen, Prior prior) {
        Map<Long, List<DiaSource>> sources =
                prior.sources().stream()
                        .filter(s -> !isOf(seen, s.columns()))
                        .sorted(Summaries.BY_TIME)
                        .collect(Collectors.groupingBy(DiaSource::diaObjectId));
        Map<Long, List<DiaForcedSource>> forced =
                prior.forced().stream()
                        .filter(f -> !isOf(seen, f.columns()))
                        .sorted(
                                Comparator.comparingDouble(DiaForcedSource::midpointMjdTai)
                                        .thenComparingLong(DiaForcedSource::visit)
                                        .thenComparingInt(DiaForcedSource::detector))
                        .collect(Collectors.groupingBy(DiaForcedSource::diaObjectId));
        return new History(sources, forced);
    }

    /** The detections of an object, with the newest one if there is one. */
    List<DiaSource> sourcesOf(long object, Map<Long, DiaSource> newest) {
        List<DiaSource> all = new ArrayList<>(sources.getOrDefault(object, List.of()));
        if (newest.containsKey(object)) {
            all.add(newest.get(object));
        }
        return all;
    }

    History of(Set<Long> objects) {
        return new History(restricted(sources, objects), restricted(forced, objects));
    }

    private static <T> Map<Long, List<T>> restricted(
            Map<Long, List<T>> history, Set<Long> objects) {
        return history.entrySet().stream()
                .filter(e -> objects.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    private static boolean isOf(Detections seen, Columns row) {
        return row.whole("visit", -1) == seen.visit()
                && row.whole("detector", -1) == seen.detector();
    }
}
