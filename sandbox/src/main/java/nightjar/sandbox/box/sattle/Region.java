// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightjar.sandbox.box.sattle.TangentPlane.Point;

/**
 * A convex region of the sky, the hull of its corners.
 *
 * @param corners in any order, at least one
 */
public record Region(List<SkyPoint> corners) {

    public Region {
        corners = List.copyOf(corners);
        if (corners.isEmpty()) {
            throw new IllegalArgumentException("a region without corners");
        }
    }

    /** Whether the two have a point in common. */
    public boolean intersects(Region other) {
        Vector middle =
                corners.stream().map(SkyPoint::vector).reduce(new Vector(0, 0, 0), Vector::plus);
        TangentPlane plane = new TangentPlane(middle);
        List<Point> mine =
                hullIn(plane)
                        .orElseThrow(() -> new IllegalArgumentException("too large: " + corners));
        // What has a corner beyond the plane's horizon is no neighbour of a source's box.
        return other.hullIn(plane).map(theirs -> !separated(mine, theirs)).orElse(false);
    }

    private Optional<List<Point>> hullIn(TangentPlane plane) {
        List<Point> points = new ArrayList<>();
        for (SkyPoint corner : corners) {
            Optional<Point> point = plane.project(corner);
            if (point.isEmpty()) {
                return Optional.empty();
            }
            points.add(point.get());
        }
        return Optional.of(convexHull(points));
    }

    /** Andrew's monotone chain (1979): corners of the hull, counterclockwise. */
    static List<Point> convexHull(List<Point> points) {
        List<Point> sorted =
                points.stream()
                        .distinct()
                        .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
                        .toList();
        if (sorted.size() < 3) {
            return sorted;
        }
        List<Point> hull = new ArrayList<>(halfHull(sorted));
        List<Point> reversed = new ArrayList<>(sorted);
        java.util.Collections.reverse(reversed);
        hull.addAll(halfHull(reversed));
        return hull;
    }

    private static List<Point> halfHull(List<Point> sorted) {
        List<Point> half = new ArrayList<>();
        for (Point point : sorted) {
            while (half.size() > 1
                    && turn(half.get(half.size() - 2), half.get(half.size() - 1), point) <= 0) {
                half.remove(half.size() - 1);
            }
            half.add(point);
        }
        half.remove(half.size() - 1);
        return half;
    }

    private static double turn(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    }

    /** Separating axis theorem: convex shapes are apart if one's edge normal tells them apart. */
    private static boolean separated(List<Point> a, List<Point> b) {
        return edgeSeparates(a, a, b)
                || edgeSeparates(b, a, b)
                || apartAlong(1, 0, a, b)
                || apartAlong(0, 1, a, b);
    }

    private static boolean edgeSeparates(List<Point> shape, List<Point> a, List<Point> b) {
        for (int i = 0; i < shape.size(); i++) {
            Point from = shape.get(i);
            Point to = shape.get((i + 1) % shape.size());
            double dx = to.x() - from.x();
            double dy = to.y() - from.y();
            // The edge's own direction too: a shape of two corners or one has no inside.
            if (apartAlong(-dy, dx, a, b) || apartAlong(dx, dy, a, b)) {
                return true;
            }
        }
        return false;
    }

    private static boolean apartAlong(double nx, double ny, List<Point> a, List<Point> b) {
        return max(a, nx, ny) < -max(b, -nx, -ny) || max(b, nx, ny) < -max(a, -nx, -ny);
    }

    private static double max(List<Point> shape, double nx, double ny) {
        return shape.stream().mapToDouble(p -> p.x() * nx + p.y() * ny).max().orElseThrow();
    }
}
