// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import java.util.ArrayList;
import java.util.List;

/** The names of sandbox/interop's checks, for {@code --only}. */
final class Checks extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    /** As interop.py knows them, in the order in which it runs them. */
    static final List<String> NAMES =
            List.of("announce", "alerts", "apdb", "butler", "images", "wcs", "registry");

    Checks() {
        super(NAMES);
    }
}
