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
 */
public record Cleared(Differenced differenced, byte[] allowed, int allowedSources)
        implements ForVisitDetector {

    public Cleared {
        requireNonNull(differenced, "differenced");
        allowed = allowed.clone();
    }

    public static Cleared of(Differenced differenced, BitSet allowed) {
        return new Cleared(differenced, allowed.toByteArray(), allowed.cardinality());
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
