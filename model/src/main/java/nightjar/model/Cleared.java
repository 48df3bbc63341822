// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;

/**
 * What Sattle allowed of a differenced image.
 *
 * @param differenced what was asked about
 * @param allowed one bit for each source of the product, in its order (BitSet's byte form): bit i
 *     is set when source i may be known
 * @param allowedSources how many bits are set
 * @param orderGivenUp the earlier visit-detector of the same sky that was not waited for to its
 *     end, for a person; empty when order was kept
 */
public record Cleared(
        Differenced differenced, byte[] allowed, int allowedSources, String orderGivenUp)
        implements ForVisitDetector {

    public Cleared {
        requireNonNull(differenced, "differenced");
        allowed = allowed.clone();
        // What was saved before this was told kept its order, as far as is known.
        orderGivenUp = orderGivenUp == null ? "" : orderGivenUp;
    }

    public static Cleared of(Differenced differenced, BitSet allowed) {
        return new Cleared(differenced, allowed.toByteArray(), allowed.cardinality(), "");
    }

    /** The same, going on without waiting for {@code earlier} any longer. */
    public Cleared outOfOrder(String earlier) {
        return new Cleared(differenced, allowed, allowedSources, earlier);
    }

    @Override
    public VisitDetector key() {
        return differenced.key();
    }

    @Override
    public long visitId() {
        return differenced.visitId();
    }

    public boolean allows(int source) {
        int at = source >> 3;
        return at < allowed.length && (allowed[at] >> (source & 7) & 1) == 1;
    }
}
