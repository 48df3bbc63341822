// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A convex polygon on the sky, its edges great circles, smaller than a hemisphere. */
final class SkyPolygon {

    /** One unit vector a corner, counter-clockwise seen from outside the sphere. */
    private final double[][] corners;

    private SkyPolygon(double[][] corners) {
        this.corners = corners;
    }

    /**
     * From ra0, dec0, ra1, dec1 …, degrees, in any order; empty when these are less than three
     * corners or no numbers.
     */
    static Optional<SkyPolygon> of(List<Double> cornersDeg) {
        boolean usable =
                cornersDeg.size() >= 6
                        && cornersDeg.size() % 2 == 0
                        && cornersDeg.stream().allMatch(Double::isFinite);
        if (!usable) {
            return Optional.empty();
        }
        var corners = new double[cornersDeg.size() / 2][];
        var sum = new double[3];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = unit(cornersDeg.get(2 * i), cornersDeg.get(2 * i + 1));
            for (int k = 0; k < 3; k++) {
                sum[k] += corners[i][k];
            }
        }
        return Optional.of(new SkyPolygon(around(sum, corners)));
    }

    private static double[] unit(double raDeg, double decDeg) {
        double ra = Math.toRadians(raDeg);
        double dec = Math.toRadians(decDeg);
        return new double[] {
            Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec)
        };
    }

    /** The corners in order of their direction from the centre, so that the edges do not cross. */
    private static double[][] around(double[] centre, double[][] corners) {
        // Axes of the tangent plane: from the centre to the first corner, and left of it.
        var left = cross(centre, corners[0]);
        var ahead = cross(left, centre);
        var sorted = corners.clone();
        double scale = Math.sqrt(dot(centre, centre));
        Arrays.sort(
                sorted,
                Comparator.comparingDouble(c -> Math.atan2(dot(c, left) * scale, dot(c, ahead))));
        return sorted;
    }

    /**
     * Whether they have more than a border in common. Two convex polygons are apart if and only if
     * the great circle through some edge of one has the other all on its outer side.
     */
    boolean overlaps(SkyPolygon other) {
        return !parts(other) && !other.parts(this);
    }

    private boolean parts(SkyPolygon other) {
        for (int i = 0; i < corners.length; i++) {
            var inward = cross(corners[i], corners[(i + 1) % corners.length]);
            if (Arrays.stream(other.corners).allMatch(c -> dot(inward, c) <= 0)) {
                return true;
            }
        }
        return false;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {
            a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
        };
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
