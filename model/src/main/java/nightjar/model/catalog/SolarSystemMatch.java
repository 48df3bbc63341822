// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * Decides which sources are known Solar System objects: each object proposes the source nearest to
 * where it is predicted, and the closest proposals win (lsst/ap_association, ssoAssociation).
 */
public final class SolarSystemMatch {

    /** Farther from its prediction than this, arcseconds, no source is the object. */
    public static final double RADIUS_ARCSEC = 1.0;

    private SolarSystemMatch() {}

    /**
     * Where a known object is predicted at the middle of the exposure.
     *
     * @param ssObjectId its id
     * @param position predicted, ICRS
     */
    public record Prediction(long ssObjectId, SkyPosition position) {}

    /** ssObjectId by diaSourceId, one to one. */
    public static Map<Long, Long> match(List<Prediction> predictions, List<DiaSource> sources) {
        Map<Integer, Proposal> nearest = new LinkedHashMap<>();
        List<DiaSource> placed = sources.stream().filter(DiaSource::hasPosition).toList();
        List<UnitVector> predicted =
                predictions.stream().map(p -> p.position().toUnitVector()).toList();
        NearPairs.within(
                predicted,
                placed.stream().map(s -> s.position().toUnitVector()).toList(),
                RADIUS_ARCSEC / SkyPosition.ARCSEC_PER_RADIAN,
                (object, source, chord) ->
                        nearest.merge(
                                object,
                                new Proposal(
                                        chord,
                                        predictions.get(object).ssObjectId(),
                                        placed.get(source).id()),
                                (a, b) -> a.compareTo(b) <= 0 ? a : b));
        Set<Long> taken = new HashSet<>();
        Map<Long, Long> objectOfSource = new LinkedHashMap<>();
        for (Proposal proposal : sorted(nearest)) {
            if (!objectOfSource.containsKey(proposal.diaSourceId)
                    && taken.add(proposal.ssObjectId)) {
                objectOfSource.put(proposal.diaSourceId, proposal.ssObjectId);
            }
        }
        return objectOfSource;
    }

    private static List<Proposal> sorted(Map<Integer, Proposal> nearest) {
        List<Proposal> proposals = new ArrayList<>(nearest.values());
        proposals.sort(Comparator.naturalOrder());
        return proposals;
    }

    private record Proposal(double chord, long ssObjectId, long diaSourceId)
            implements Comparable<Proposal> {
        @Override
        public int compareTo(Proposal other) {
            return Comparator.comparingDouble(Proposal::chord)
                    .thenComparingLong(Proposal::ssObjectId)
                    .thenComparingLong(Proposal::diaSourceId)
                    .compare(this, other);
        }
    }
}
