// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import static java.util.Objects.requireNonNull;

import nightjar.model.catalog.Columns;

/**
 * An asteroid or comet whose orbit is known.
 *
 * @param ssObjectId its id
 * @param designation its unpacked primary provisional designation, for instance 2003 YF26
 * @param path heliocentric; already corrected for the time that its light takes to the observer
 * @param vMagnitude predicted, V band; NaN when nobody says
 * @param orbit its row of mpc_orbits; empty when it was not told
 */
public record KnownBody(
        long ssObjectId, String designation, Trajectory path, double vMagnitude, Columns orbit) {

    public KnownBody {
        requireNonNull(designation, "designation");
        requireNonNull(path, "path");
        requireNonNull(orbit, "orbit");
    }
}
