// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import static java.util.Objects.requireNonNull;

/**
 * A cap of the sphere.
 *
 * @param centre its centre
 * @param radiusDeg opening angle from centre to edge, degrees, in [0, 90]
 */
public record SkyCircle(UnitVector centre, double radiusDeg) implements SkyRegion {

    public SkyCircle {
        requireNonNull(centre, "centre");
        if (!(radiusDeg >= 0 && radiusDeg <= 90)) {
            throw new IllegalArgumentException("circle radius " + radiusDeg + " deg");
        }
    }

    public static SkyCircle of(SkyPosition centre, double radiusDeg) {
        return new SkyCircle(centre.toUnitVector(), radiusDeg);
    }

    @Override
    public boolean contains(UnitVector point) {
        return centre.angleTo(point) <= Math.toRadians(radiusDeg) + SLACK;
    }

    @Override
    public boolean intersects(SkyPolygon polygon) {
        return polygon.contains(centre)
                || polygon.distanceOfEdge(centre) <= Math.toRadians(radiusDeg) + SLACK;
    }
}
