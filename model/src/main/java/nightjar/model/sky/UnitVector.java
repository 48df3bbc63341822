// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

/**
 * A direction: x towards (ra, dec) = (0, 0), y towards (90, 0), z towards the north celestial pole.
 * Length 1 unless it is named as the result of {@link #cross} or {@link #plus}.
 */
public record UnitVector(double x, double y, double z) {

    public double dot(UnitVector o) {
        return x * o.x + y * o.y + z * o.z;
    }

    /** The vector product, not normalised. */
    public UnitVector cross(UnitVector o) {
        return new UnitVector(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    /** The sum, not normalised. */
    public UnitVector plus(UnitVector o) {
        return new UnitVector(x + o.x, y + o.y, z + o.z);
    }

    public UnitVector minus(UnitVector o) {
        return new UnitVector(x - o.x, y - o.y, z - o.z);
    }

    public UnitVector times(double factor) {
        return new UnitVector(x * factor, y * factor, z * factor);
    }

    public double norm() {
        return Math.sqrt(dot(this));
    }

    public UnitVector normalized() {
        return times(1 / norm());
    }

    /**
     * The unit normal of the great circle from here to {@code o}; what lies left of that path has a
     * positive product with it. (b - a) x (b + a) keeps its digits where a x b loses them, for
     * points that are close together.
     */
    public UnitVector normalTo(UnitVector o) {
        return o.minus(this).cross(o.plus(this)).times(-1).normalized();
    }

    /** The angle between two directions, radians, exact for small angles too. */
    public double angleTo(UnitVector o) {
        return 2 * Math.atan2(minus(o).norm(), plus(o).norm());
    }

    /** Straight-line distance between the tips of two unit vectors. */
    public double chordTo(UnitVector o) {
        return minus(o).norm();
    }

    public SkyPosition toPosition() {
        double ra = Math.toDegrees(Math.atan2(y, x));
        double dec = Math.toDegrees(Math.atan2(z, Math.hypot(x, y)));
        double positive = ra < 0 ? ra + 360 : ra;
        return new SkyPosition(positive == 360 ? 0 : positive, dec);
    }
}
