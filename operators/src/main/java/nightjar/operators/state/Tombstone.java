// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.state;

import java.util.List;

/**
 * What is left of a visit-detector whose wait is over.
 *
 * @param exposures those that it went on with, or had when it ended
 */
public record Tombstone(List<Long> exposures) {

    public Tombstone {
        exposures = List.copyOf(exposures);
    }
}
