// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.List;
import java.util.Map;

/**
 * The sky after a visit-detector, before forced photometry.
 *
 * @param sources rows to store and alert, in the order of their ids: each has a diaObjectId, or the
 *     ssObjectId of a known Solar System object
 * @param objects rows to store: each object of these sources, new or updated, with its summaries,
 *     by id
 * @param toForce objects whose flux is to be measured on this visit's images, by id
 * @param marginal sources that were dropped because nothing stands behind them
 * @param sourceHistory earlier sources of each object in {@code objects}, oldest first
 * @param forcedHistory earlier forced sources of each object in {@code objects}, oldest first
 */
public record AssociatedSky(
        List<DiaSource> sources,
        List<DiaObject> objects,
        List<DiaObject> toForce,
        List<DiaSource> marginal,
        Map<Long, List<DiaSource>> sourceHistory,
        Map<Long, List<DiaForcedSource>> forcedHistory)
        implements AssociationResult {

    public AssociatedSky {
        sources = List.copyOf(sources);
        objects = List.copyOf(objects);
        toForce = List.copyOf(toForce);
        marginal = List.copyOf(marginal);
        sourceHistory = Map.copyOf(sourceHistory);
        forcedHistory = Map.copyOf(forcedHistory);
    }
}
