// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import nightjar.model.sky.SkyPosition;

/**
 * A body at one instant.
 *
 * @param body which
 * @param helio from the Sun, au
 * @param helioVelocity km/s
 * @param topo from the observer, au
 * @param topoVelocity km/s
 */
public record BodyState(
        KnownBody body,
        Cartesian helio,
        Cartesian helioVelocity,
        Cartesian topo,
        Cartesian topoVelocity) {

    /** Where the observer sees it, ICRS. */
    public SkyPosition position() {
        return topo.position();
    }

    boolean isSomewhere() {
        return helio.isSomewhere() && topo.isSomewhere();
    }

    /** Its motion on the sky. */
    SkyMotion motion() {
        return SkyMotion.of(topo, topoVelocity);
    }
}
