// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

/** A convex region of the sky whose boundary belongs to it. */
public sealed interface SkyRegion permits SkyCircle, SkyPolygon {

    /**
     * Slack for rounding, as a sine: 2e-10 arcsec. Generous on purpose: a pixel too many costs one
     * read, a pixel too few loses an object.
     */
    double SLACK = 1e-15;

    boolean contains(UnitVector point);

    default boolean contains(SkyPosition position) {
        return contains(position.toUnitVector());
    }

    /** Whether the two regions share a point. May say yes for regions that only nearly touch. */
    boolean intersects(SkyPolygon polygon);
}
