// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Cleared;
import nightjar.model.DiaCounts;
import nightjar.model.Differenced;

/**
 * A visit-detector's sources, each given to a DIAObject: rows to be, not yet written.
 *
 * @param refreshed what was associated
 * @param rows DIASource and DIAObject rows and the positions to force
 * @param counts how the sources found their objects
 * @param storeTimeMjdTai the moment, MJD TAI, under which all rows will be stored
 */
record Associated(Refreshed refreshed, RowsToStore rows, DiaCounts counts, double storeTimeMjdTai) {

    Cleared cleared() {
        return refreshed.cleared();
    }

    Differenced differenced() {
        return cleared().differenced();
    }
}
