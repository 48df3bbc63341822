// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Set;
import nightjar.model.port.Claims;

/**
 * The name under which a job and its successors write: the same over restarts, upgrades and
 * rollbacks, and of no other job.
 *
 * @param name the configured name
 * @param takesOver earlier lineages whose claims this one continues, named when a job is handed
 *     over
 */
public record Lineage(String name, Set<String> takesOver) {

    public Lineage {
        takesOver = Set.copyOf(takesOver);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a lineage needs a name; set lineage");
        }
    }

    public static Lineage of(String name) {
        return new Lineage(name, Set.of());
    }

    boolean owns(Claims.Claim claim) {
        return claim.lineage().equals(name) || takesOver.contains(claim.lineage());
    }
}
