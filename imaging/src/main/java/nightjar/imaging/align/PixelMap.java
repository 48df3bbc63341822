// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.align;

import java.util.Map;
import nightjar.imaging.psf.Star;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Where one image's pixels lie in another: polynomials of both coordinates, 0-based pixels.
 *
 * @param order 1 (affine) to 3
 * @param centre,scale the coordinates' origin and unit, for numbers of order one
 * @param x,y coefficients of u^p v^q, by p + q, then q
 */
record PixelMap(int order, double[] centre, double scale, double[] x, double[] y) {

    private static final double[] ORIGIN = {0, 0};

    static PixelMap of(Similarity s) {
        return new PixelMap(
                1,
                ORIGIN,
                1,
                new double[] {s.dx(), s.a(), -s.b() * s.s()},
                new double[] {s.dy(), s.b(), s.a() * s.s()});
    }

    /** Least squares, each pair of the same weight: their errors are those of the grid's warps. */
    static PixelMap fit(Map<Star, Star> pairs, int order, double[] centre, double scale) {
        var empty = new PixelMap(order, centre, scale, ORIGIN, ORIGIN);
        int terms = (order + 1) * (order + 2) / 2;
        var rows = new DMatrixRMaj(pairs.size(), terms);
        var told = new DMatrixRMaj(pairs.size(), 2);
        int row = 0;
        for (var pair : pairs.entrySet()) {
            double[] powers = empty.powers(pair.getKey().x(), pair.getKey().y());
            for (int term = 0; term < terms; term++) {
                rows.set(row, term, powers[term]);
            }
            told.set(row, 0, pair.getValue().x());
            told.set(row, 1, pair.getValue().y());
            row++;
        }
        var solver = LinearSolverFactory_DDRM.leastSquares(pairs.size(), terms);
        var found = new DMatrixRMaj(terms, 2);
        solver.setA(rows);
        solver.solve(told, found);
        double[] x = new double[terms];
        double[] y = new double[terms];
        for (int term = 0; term < terms; term++) {
            x[term] = found.get(term, 0);
            y[term] = found.get(term, 1);
        }
        return new PixelMap(order, centre, scale, x, y);
    }

    private double[] powers(double px, double py) {
        double u = (px - centre[0]) / scale;
        double v = (py - centre[1]) / scale;
        double[] out = new double[(order + 1) * (order + 2) / 2];
        int at = 0;
        for (int sum = 0; sum <= order; sum++) {
            for (int q = 0; q <= sum; q++) {
                out[at++] = Math.pow(u, sum - q) * Math.pow(v, q);
            }
        }
        return out;
    }

    double[] at(double px, double py) {
        double[] powers = powers(px, py);
        double[] out = new double[2];
        for (int i = 0; i < powers.length; i++) {
            out[0] += x[i] * powers[i];
            out[1] += y[i] * powers[i];
        }
        return out;
    }

    /** How far the second of a pair lies from where the first is mapped to, pixels. */
    double miss(Map.Entry<Star, Star> pair) {
        double[] p = at(pair.getKey().x(), pair.getKey().y());
        return Math.hypot(p[0] - pair.getValue().x(), p[1] - pair.getValue().y());
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
