// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/** A vector along the axes of {@link UnitVector}; its unit is told where it is used. */
public record Cartesian(double x, double y, double z) {

    public Cartesian minus(Cartesian o) {
        return new Cartesian(x - o.x, y - o.y, z - o.z);
    }

    public Cartesian times(double factor) {
        return new Cartesian(x * factor, y * factor, z * factor);
    }

    public double dot(Cartesian o) {
        return x * o.x + y * o.y + z * o.z;
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    /** How fast this vector grows when it changes by {@code velocity}; in the velocity's unit. */
    double lengthening(Cartesian velocity) {
        return dot(velocity) / length();
    }

    /** The angle to another vector, degrees; exact for small angles, too. */
    double angleDegTo(Cartesian o) {
        return Math.toDegrees(direction().angleTo(o.direction()));
    }

    private UnitVector direction() {
        return new UnitVector(x, y, z).normalized();
    }

    /** Where on the sky it points. */
    public SkyPosition position() {
        return direction().toPosition();
    }

    boolean isSomewhere() {
        double length = length();
        return Double.isFinite(length) && length > 0;
    }
}
