// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import nightjar.imaging.psf.Star;

/**
 * A turn, a scale, a shift, and perhaps a mirror: u = a x - b s y + dx, v = b x + a s y + dy, with
 * s = -1 for a mirrored image. Pixels, 0-based.
 */
record Similarity(double a, double b, double s, double dx, double dy) {

    /** What lays the first triangle's two outer corners on the second's. */
    static Similarity of(Triangle from, Triangle to) {
        double s = Math.signum(area(from) * area(to));
        double x = from.c().x() - from.b().x();
        double y = s * (from.c().y() - from.b().y());
        double u = to.c().x() - to.b().x();
        double v = to.c().y() - to.b().y();
        double norm = x * x + y * y;
        double a = (u * x + v * y) / norm;
        double b = (v * x - u * y) / norm;
        var turned = new Similarity(a, b, s, 0, 0);
        return new Similarity(
                a, b, s, to.b().x() - turned.x(from.b()), to.b().y() - turned.y(from.b()));
    }

    private static double area(Triangle t) {
        return (t.b().x() - t.a().x()) * (t.c().y() - t.a().y())
                - (t.c().x() - t.a().x()) * (t.b().y() - t.a().y());
    }

    double x(Star star) {
        return a * star.x() - b * s * star.y() + dx;
    }

    double y(Star star) {
        return b * star.x() + a * s * star.y() + dy;
    }

    double scale() {
        return Math.hypot(a, b);
    }
}
