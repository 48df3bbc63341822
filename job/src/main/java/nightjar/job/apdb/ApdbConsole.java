// SPDX-License-Identifier: Apache-2.0
package nightjar.job.apdb;

import java.io.PrintStream;
import java.time.InstantSource;
import nightjar.model.time.Tai;

/**
 * Where answers go, and what time it is.
 *
 * @param out for answers
 * @param err for refusals
 */
record ApdbConsole(PrintStream out, PrintStream err, InstantSource clock) {

    double nowMjdTai() {
        return Tai.mjdTaiOfUtcMillis(clock.millis());
    }
}
