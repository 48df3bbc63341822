// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nightjar.model.catalog.AssociatedSky;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.DiaForcedSource;
import nightjar.model.catalog.DiaObject;
import nightjar.model.catalog.DiaSource;

/**
 * What an association leaves for the stages after it.
 *
 * @param diaSources rows to store and alert, by id
 * @param diaObjects rows to store, by id
 * @param toForce objects whose flux is to be measured, by id
 * @param sourceHistory earlier sources of the objects, by object, oldest first
 * @param forcedHistory earlier forced sources of the objects, by object, oldest first
 */
record RowsToStore(
        List<Columns> diaSources,
        List<Columns> diaObjects,
        List<Columns> toForce,
        List<Columns> sourceHistory,
        List<Columns> forcedHistory) {

    static RowsToStore of(AssociatedSky sky) {
        return new RowsToStore(
                sky.sources().stream().map(DiaSource::columns).toList(),
                sky.objects().stream().map(DiaObject::columns).toList(),
                sky.toForce().stream().map(DiaObject::columns).toList(),
                byObject(sky.sourceHistory()).map(DiaSource::columns).toList(),
                byObject(sky.forcedHistory()).map(DiaForcedSource::columns).toList());
    }

    private static <T> Stream<T> byObject(Map<Long, List<T>> history) {
        return new TreeMap<>(history).values().stream().flatMap(List::stream);
    }
}
