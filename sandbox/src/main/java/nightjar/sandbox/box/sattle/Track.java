// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import java.util.List;
import nightjar.sandbox.box.sattle.TangentPlane.Point;

/** Where a satellite was at the beginning and at the end of an exposure. */
public record Track(SkyPoint start, SkyPoint end) {

    /** Sattle's track_width: degrees by which a track grows to each side and beyond each end. */
    static final double GROWTH_DEG = 0.01;

    /** Angle between a direction and the nearest point of the track, in degrees. */
    double distanceDeg(SkyPoint point) {
        Vector a = start.vector();
        Vector b = end.vector();
        Vector p = point.vector();
        Vector pole = a.cross(b);
        boolean beside = pole.length() > 0 && pole.cross(a).dot(p) > 0 && b.cross(pole).dot(p) > 0;
        return beside ? Math.abs(90 - pole.angleDeg(p)) : Math.min(a.angleDeg(p), b.angleDeg(p));
    }

    /** The track grown by {@link #GROWTH_DEG}. */
    Region grown() {
        TangentPlane plane = new TangentPlane(start.vector().plus(end.vector()));
        List<Point> line =
                extendLine(
                        plane.project(start).orElseThrow(),
                        plane.project(end).orElseThrow(),
                        GROWTH_DEG);
        Point p = line.get(0);
        Point q = line.get(1);
        double length = Math.hypot(q.x() - p.x(), q.y() - p.y());
        double dx = -(q.y() - p.y()) / length * GROWTH_DEG;
        double dy = (q.x() - p.x()) / length * GROWTH_DEG;
        return new Region(
                List.of(p.plus(dx, dy), p.plus(-dx, -dy), q.plus(-dx, -dy), q.plus(dx, dy)).stream()
                        .map(plane::deproject)
                        .toList());
    }

    /** The line through both points, longer by {@code length} at both ends. */
    public static List<Point> extendLine(Point p1, Point p2, double length) {
        double dx = p2.x() - p1.x();
        double dy = p2.y() - p1.y();
        double norm = Math.hypot(dx, dy);
        // A satellite that stands still still covers a spot: any direction will do.
        double ux = norm > 0 ? dx / norm : 1;
        double uy = norm > 0 ? dy / norm : 0;
        return List.of(p1.plus(-ux * length, -uy * length), p2.plus(ux * length, uy * length));
    }
}
