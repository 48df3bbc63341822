// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import nightjar.model.Outcome;
import nightjar.model.sky.SkyCircle;
import nightjar.model.solar.KnownBodies;

/** Who knows where the bodies of the Solar System will be. */
public interface Ephemerides {

    /** The bodies that are in this circle at this instant (MJD TAI), and their ways around it. */
    Outcome<KnownBodies> near(SkyCircle circle, double mjdTai, Deadline deadline)
            throws InterruptedException;
}
