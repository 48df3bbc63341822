// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.List;
import java.util.Map;

/**
 * Which source was seen of which object.
 *
 * @param objectOfSource diaObjectId by diaSourceId; no object has two sources
 * @param unmatched sources without an object, in the order in which they were given
 */
public record Matches(Map<Long, Long> objectOfSource, List<DiaSource> unmatched) {

    public Matches {
        objectOfSource = Map.copyOf(objectOfSource);
        unmatched = List.copyOf(unmatched);
    }
}
