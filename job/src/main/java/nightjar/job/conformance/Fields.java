// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a section's entries. An entry that lacks what it is judged by would pass for the
 * wrong reason, and one that says more than is judged would be believed too easily.
 *
 * @param needed without these an entry cannot be judged
 * @param known these may be there, too
 */
record Fields(Set<String> needed, Set<String> known) {

    /** What a reader should know of an entry; nothing to judge. */
    private static final Set<String> REMARKS =
            Set.of("origin", "note", "why", "derived", "log", "check", "comment");

    Fields {
        needed = Set.copyOf(needed);
        known = Set.copyOf(known);
    }

    static Fields of(String... needed) {
        return new Fields(Set.of(needed), Set.of());
    }

    Fields orAlso(String... others) {
        return new Fields(needed, Set.of(others));
    }

    /** What the check says of the entry; a failure when the entry cannot be judged. */
    Verdict judge(JsonChecker.EntryCheck check, JsonNode root, JsonNode entry) throws Exception {
        var missing = new TreeSet<>(needed);
        var unheard = new TreeSet<String>();
        for (var field : entry.properties()) {
            var name = field.getKey();
            if (!missing.remove(name) && !known.contains(name) && !REMARKS.contains(name)) {
                unheard.add(name);
            }
        }
        if (!missing.isEmpty()) {
            return Verdict.failed("it lacks " + String.join(", ", missing));
        }
        var verdict = check.judge(root, entry);
        return unheard.isEmpty()
                ? verdict
                : verdict.and(
                        () ->
                                Verdict.passedBut(
                                        "nobody here knows its " + String.join(", ", unheard)));
    }
}
