// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import java.util.Optional;

/**
 * The plane that touches the sky at a point (gnomonic projection): great circles are straight lines
 * in it, so convex regions stay convex and may be compared there. Coordinates are degrees.
 */
public final class TangentPlane {

    /** A point of the plane: degrees eastward and northward of the centre. */
    public record Point(double x, double y) {
        Point plus(double dx, double dy) {
            return new Point(x + dx, y + dy);
        }
    }

    /** Beyond 85 degrees from its centre the plane runs away to infinity. */
    private static final double LEAST_COSINE = Math.cos(Math.toRadians(85));

    private final Vector centre;
    private final Vector east;
    private final Vector north;

    TangentPlane(Vector centre) {
        this.centre = centre.unit();
        // Any east will do at a pole, where there is none.
        Vector pole =
                Math.abs(this.centre.z()) > 1 - 1e-12 ? new Vector(0, 1, 0) : new Vector(0, 0, 1);
        this.east = pole.cross(this.centre).unit();
        this.north = this.centre.cross(east);
    }

    /** Empty for what lies more than 85 degrees away. */
    Optional<Point> project(SkyPoint point) {
        Vector v = point.vector();
        double cosine = v.dot(centre);
        if (cosine < LEAST_COSINE) {
            return Optional.empty();
        }
        return Optional.of(
                new Point(
                        Math.toDegrees(v.dot(east) / cosine),
                        Math.toDegrees(v.dot(north) / cosine)));
    }

    SkyPoint deproject(Point point) {
        return SkyPoint.of(
                centre.plus(east.times(Math.toRadians(point.x())))
                        .plus(north.times(Math.toRadians(point.y()))));
    }
}
