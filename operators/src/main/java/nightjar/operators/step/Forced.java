// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.catalog.Columns;

/**
 * Associated sources with forced photometry at the updated positions: all that a plan tells.
 *
 * @param associated what was forced
 * @param rows DIAForcedSource rows
 */
record Forced(Associated associated, List<Columns> rows) {

    Forced {
        rows = List.copyOf(rows);
    }
}
