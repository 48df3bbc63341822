// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A convex polygon with great-circle edges, smaller than a hemisphere.
 *
 * @param vertices at least three, counter-clockwise as seen from outside the sphere, so that (a x
 *     b) . c is positive for three in a row
 */
public record SkyPolygon(List<UnitVector> vertices) implements SkyRegion {

    public SkyPolygon {
        vertices = List.copyOf(vertices);
        int n = vertices.size();
        if (n < 3) {
            throw new IllegalArgumentException("a polygon of " + n + " vertices");
        }
        for (int i = 0; i < n; i++) {
            UnitVector edge = vertices.get(i).normalTo(vertices.get((i + 1) % n));
            if (!(edge.dot(vertices.get((i + 2) % n)) > -SLACK)) {
                throw new IllegalArgumentException(
                        "vertices are not those of a convex, counter-clockwise polygon: "
                                + vertices.stream().map(UnitVector::toPosition).toList());
            }
        }
    }

    /** The convex hull of corners given in any order, all within 80 degrees of their mean. */
    public static SkyPolygon ofCorners(List<SkyPosition> corners) {
        UnitVector centre =
                corners.stream()
                        .map(SkyPosition::toUnitVector)
                        .reduce(new UnitVector(0, 0, 0), UnitVector::plus)
                        .normalized();
        UnitVector pole =
                Math.abs(centre.z()) < 0.9 ? new UnitVector(0, 0, 1) : new UnitVector(1, 0, 0);
        UnitVector east = pole.cross(centre).normalized();
        UnitVector north = centre.cross(east);
        List<Projected> points = new ArrayList<>();
        for (SkyPosition corner : corners) {
            UnitVector v = corner.toUnitVector();
            double depth = v.dot(centre);
            if (!(depth > 0.17)) {
                throw new IllegalArgumentException("corners span too much sky: " + corners);
            }
            points.add(new Projected(v.dot(east) / depth, v.dot(north) / depth, v));
        }
        return new SkyPolygon(hull(points));
    }

    /**
     * The polygon whose edges lie farther out by {@code arcsec}; it contains every point within
     * that distance of this polygon (corners are mitred, not rounded).
     */
    public SkyPolygon padded(double arcsec) {
        double pad = arcsec / SkyPosition.ARCSEC_PER_RADIAN;
        int n = vertices.size();
        List<UnitVector> edges = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            edges.add(movedEdge(vertices.get(i), vertices.get((i + 1) % n), pad));
        }
        List<UnitVector> moved = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            UnitVector corner = edges.get((i + n - 1) % n).cross(edges.get(i)).normalized();
            moved.add(corner.dot(vertices.get(i)) < 0 ? corner.times(-1) : corner);
        }
        return new SkyPolygon(moved);
    }

    @Override
    public boolean contains(UnitVector point) {
        for (int i = 0; i < vertices.size(); i++) {
            if (edgeNormal(i).dot(point) < -SLACK) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean intersects(SkyPolygon other) {
        return !hasEdgeOutside(other) && !other.hasEdgeOutside(this);
    }

    /** The mean of the vertices, a point inside. */
    public UnitVector centre() {
        return vertices.stream().reduce(new UnitVector(0, 0, 0), UnitVector::plus).normalized();
    }

    /** The smallest angle from a point to the boundary, radians. */
    double distanceOfEdge(UnitVector point) {
        double smallest = Math.PI;
        for (int i = 0; i < vertices.size(); i++) {
            UnitVector a = vertices.get(i);
            UnitVector b = vertices.get((i + 1) % vertices.size());
            UnitVector normal = a.normalTo(b);
            boolean beside = normal.cross(a).dot(point) > 0 && b.cross(normal).dot(point) > 0;
            double distance =
                    beside
                            ? Math.abs(Math.asin(Math.max(-1, Math.min(1, normal.dot(point)))))
                            : a.angleTo(point);
            smallest = Math.min(smallest, distance);
        }
        return smallest;
    }

    private boolean hasEdgeOutside(SkyPolygon other) {
        for (int i = 0; i < vertices.size(); i++) {
            UnitVector normal = edgeNormal(i);
            if (other.vertices.stream().allMatch(v -> normal.dot(v) < -SLACK)) {
                return true;
            }
        }
        return false;
    }

    private UnitVector edgeNormal(int i) {
        return vertices.get(i).normalTo(vertices.get((i + 1) % vertices.size()));
    }

    // The new great circle is farthest from the old one at the middle of the edge; enlarged so that
    // at the ends, pad included, it still is far enough.
    private static UnitVector movedEdge(UnitVector a, UnitVector b, double pad) {
        UnitVector middle = a.plus(b).normalized();
        double enlarged = pad / Math.cos(a.angleTo(b) / 2 + pad);
        return a.normalTo(b)
                .times(Math.cos(enlarged))
                .plus(middle.times(Math.sin(enlarged)))
                .normalized();
    }

    private static List<UnitVector> hull(List<Projected> points) {
        points.sort(Comparator.comparingDouble(Projected::east).thenComparing(Projected::north));
        List<Projected> chain = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            int start = chain.size();
            for (int k = 0; k < points.size(); k++) {
                Projected p = points.get(pass == 0 ? k : points.size() - 1 - k);
                while (chain.size() >= start + 2 && !turnsLeft(chain, p)) {
                    chain.remove(chain.size() - 1);
                }
                chain.add(p);
            }
            chain.remove(chain.size() - 1);
        }
        return chain.stream().map(Projected::vector).toList();
    }

    private static boolean turnsLeft(List<Projected> chain, Projected p) {
        Projected a = chain.get(chain.size() - 2);
        Projected b = chain.get(chain.size() - 1);
        return (b.east - a.east) * (p.north - a.north) - (b.north - a.north) * (p.east - a.east)
                > 0;
    }

    private record Projected(double east, double north, UnitVector vector) {}
}
