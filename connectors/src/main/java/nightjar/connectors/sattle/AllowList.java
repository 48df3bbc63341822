// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import nightjar.model.Cause;
import nightjar.model.Outcome;

/**
 * Reads Sattle's allow-list. What is not understood to the last id is no answer at all, since a
 * misread list would let a satellite pass.
 */
final class AllowList {

    private AllowList() {}

    /** The allowed ones among those asked about; what was not asked is not taken. */
    static Outcome<Set<Long>> read(JsonNode body, long visit, int detector, Set<Long> asked) {
        if (!agrees(body.path("visit_id"), visit) || !agrees(body.path("detector_id"), detector)) {
            return nonsense("is about another visit or detector");
        }
        var list = body.path("allow_list");
        if (!list.isArray()) {
            return nonsense("has no allow_list");
        }
        // Asked about one source, Sattle nests: [[id]] (lsst-dm/sattle, its own test says so).
        boolean nested = list.size() == 1 && list.get(0).isArray();
        var allowed = new HashSet<Long>();
        for (var id : nested ? list.get(0) : list) {
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                return nonsense("has something in its allow_list that is no id");
            }
            if (asked.contains(id.longValue())) {
                allowed.add(id.longValue());
            }
        }
        return Outcome.done(Set.copyOf(allowed));
    }

    private static boolean agrees(JsonNode told, long asked) {
        return told.isMissingNode() || (told.canConvertToLong() && told.asLong() == asked);
    }

    private static Outcome<Set<Long>> nonsense(String what) {
        return SattleCalls.lost(Cause.TRANSIENT, "Sattle's answer " + what);
    }
}
