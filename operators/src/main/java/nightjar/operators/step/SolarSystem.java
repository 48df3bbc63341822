// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.solar.KnownBodies;

/**
 * What is known of the Solar System in a visit-detector's image.
 *
 * @param bodies that may be there
 * @param without why nothing is known, for the ledger; empty when it is known
 */
record SolarSystem(KnownBodies bodies, String without) {

    static final SolarSystem NONE = new SolarSystem(KnownBodies.NONE, "");

    static SolarSystem without(String why) {
        return new SolarSystem(KnownBodies.NONE, "without Solar System objects: " + why);
    }
}
