// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Map;
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
 * @param solarSources what is known of sources that are bodies of the Solar System, by diaSourceId
 * @param without what the association had to do without, for the ledger; empty: nothing
 */
record Associated(
        Refreshed refreshed,
        RowsToStore rows,
        DiaCounts counts,
        double storeTimeMjdTai,
        Map<Long, SolarSource> solarSources,
        String without) {

    Associated {
        solarSources = Map.copyOf(solarSources);
    }

    Associated without(String what) {
        return new Associated(refreshed, rows, counts, storeTimeMjdTai, solarSources, what);
    }

    Cleared cleared() {
        return refreshed.cleared();
    }

    Differenced differenced() {
        return cleared().differenced();
    }
}
