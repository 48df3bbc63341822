// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Cleared;
import nightjar.model.Differenced;

/**
 * A visit-detector's sources, each given to a DIAObject: rows to be, not yet written.
 *
 * @param refreshed what was associated
 * @param rows DIASource and DIAObject rows and the positions to force
 * @param newObjects DIAObjects first seen here
 * @param storeTimeMjdTai the moment, MJD TAI, under which all rows will be stored
 */
record Associated(Refreshed refreshed, RowsToStore rows, int newObjects, double storeTimeMjdTai) {

    Cleared cleared() {
        return refreshed.cleared();
    }

    Differenced differenced() {
        return cleared().differenced();
    }
}
