// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import nightjar.imaging.pixels.Plane;

/**
 * The image of a point source of unit flux, as pixels that vary over the field by a polynomial. The
 * stamp sums to {@code inside}, the share of a star's light that falls into it.
 */
public final class PsfModel {
    private final int radius;
    private final int order;
    private final int width;
    private final int height;
    private final double inside;
    private final float[][] components;

    /**
     * @param order 0, 1 or 2: degree of the polynomial over the field
     * @param components one stamp per polynomial term, see {@link #terms}
     */
    public PsfModel(
            int radius, int order, int width, int height, double inside, float[][] components) {
        this.radius = radius;
        this.order = order;
        this.width = width;
        this.height = height;
        this.inside = inside;
        this.components = components.clone();
    }

    /** Number of terms of a polynomial of two variables. */
    public static int count(int order) {
        return (order + 1) * (order + 2) / 2;
    }

    /** The polynomial terms at a pixel, in coordinates that run from -1 to 1 over the image. */
    public static double[] terms(int order, double x, double y, int width, int height) {
        double u = 2 * (x + 0.5) / width - 1;
        double v = 2 * (y + 0.5) / height - 1;
        double[] t = new double[count(order)];
        int n = 0;
        for (int degree = 0; degree <= order; degree++) {
            for (int q = 0; q <= degree; q++) {
                t[n++] = Math.pow(u, degree - q) * Math.pow(v, q);
            }
        }
        return t;
    }

    public int radius() {
        return radius;
    }

    public int side() {
        return 2 * radius + 1;
    }

    public int order() {
        return order;
    }

    public double inside() {
        return inside;
    }

    /** The polynomial's stamps, for the product file. */
    public float[][] components() {
        return components.clone();
    }

    /** The stamp at a place, centred on its middle pixel. */
    public Plane at(double x, double y) {
        double[] t = terms(order, x, y, width, height);
        var out = new Plane(side(), side());
        double sum = 0;
        for (int i = 0; i < out.pixels.length; i++) {
            double v = 0;
            for (int k = 0; k < t.length; k++) {
                v += t[k] * components[k][i];
            }
            out.pixels[i] = (float) v;
            sum += v;
        }
        return out.times(inside / sum);
    }

    /** The stamp at the middle of the image. */
    public Plane average() {
        return at((width - 1) / 2.0, (height - 1) / 2.0);
    }

    /** A stamp moved by a fraction of a pixel. */
    public static Plane moved(Plane stamp, double dx, double dy) {
        int r = stamp.width / 2;
        return new Plane(stamp.width, stamp.height, Shift.stamp(stamp, r - dx, r - dy, r));
    }

    /** Adaptive moments of the average PSF. */
    public Moments moments() {
        return Moments.measure(average(), radius, radius, 2.0);
    }

    /** Full width at half maximum of the average PSF, pixels, from its radial profile. */
    public double fwhm() {
        Plane p = average();
        double peak = 0;
        for (float v : p.pixels) {
            peak = Math.max(peak, v);
        }
        double area = 0;
        // the area above half maximum, with pixels at the border counted in part
        for (int y = 0; y < 4 * p.height; y++) {
            for (int x = 0; x < 4 * p.width; x++) {
                double v = bilinear(p, (x - 1.5) / 4, (y - 1.5) / 4);
                if (v > peak / 2) {
                    area += 1.0 / 16;
                }
            }
        }
        return 2 * Math.sqrt(area / Math.PI);
    }

    private static double bilinear(Plane p, double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        if (ix < 0 || iy < 0 || ix + 1 >= p.width || iy + 1 >= p.height) {
            return 0;
        }
        double tx = x - ix;
        double ty = y - iy;
        return (p.at(ix, iy) * (1 - tx) + p.at(ix + 1, iy) * tx) * (1 - ty)
                + (p.at(ix, iy + 1) * (1 - tx) + p.at(ix + 1, iy + 1) * tx) * ty;
    }
}
