// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.psf.PsfModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * The normal equations of the whole image: every stamp's own, spread over the spatial terms. The
 * noise of the convolved image inflates the squares of the model and would make the kernel too wide
 * (errors in variables; Fuller 1987, Measurement Error Models); its expectation is taken off again.
 */
final class KernelEquations {
    private static final double RIDGE = 3e-6;

    /**
     * Shares of the noise to take off: the largest that leaves solvable equations, and a margin.
     */
    private static final double[] SHARES = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0};

    private static final double MARGIN = 0.8;

    private final int order;
    private final int width;
    private final int height;
    private final int functions;
    private final int terms;
    private final int skyTerms;
    private final double[][] gram;
    private final DMatrixRMaj normal;
    private final DMatrixRMaj noise;
    private final DMatrixRMaj right;

    KernelEquations(KernelBasis basis, int order, int width, int height, double[][] gram) {
        this.order = order;
        this.width = width;
        this.height = height;
        this.functions = basis.size();
        this.terms = PsfModel.count(order);
        this.skyTerms = PsfModel.count(Math.min(1, order));
        this.gram = gram;
        int unknowns = 1 + (functions - 1) * terms + skyTerms;
        this.normal = new DMatrixRMaj(unknowns, unknowns);
        this.noise = new DMatrixRMaj(unknowns, unknowns);
        this.right = new DMatrixRMaj(unknowns, 1);
    }

    KernelEquations addAll(List<Stamp> stamps) {
        // each function has rows of its own; in them the stamps come one after another
        Bands.Rows some =
                (from, to) -> {
                    for (Stamp s : stamps) {
                        double[] t = PsfModel.terms(order, s.x, s.y, width, height);
                        for (int n = from; n < to; n++) {
                            add(s, t, n);
                        }
                    }
                };
        Bands.run(0, functions + 1, 4, some);
        return this;
    }

    /** Where the unknowns of a function (or, last, of the sky) begin, and how many they are. */
    private int begin(int n) {
        return n == 0 ? 0 : 1 + (n - 1) * terms;
    }

    private int count(int n) {
        return n == 0 ? 1 : n == functions ? skyTerms : terms;
    }

    private void add(Stamp s, double[] t, int n) {
        for (int a = 0; a < count(n); a++) {
            int row = begin(n) + a;
            right.data[row] += t[a] * s.right[n];
            // the matrix is symmetric: solve() mirrors what lies below its diagonal
            for (int m = 0; m <= n; m++) {
                double q = t[a] * s.normal(n, m);
                double v = n < functions && m < functions ? t[a] * gram[n][m] * s.noise : 0;
                int base = row * normal.numCols + begin(m);
                for (int b = 0; b < count(m); b++) {
                    normal.data[base + b] += q * t[b];
                    noise.data[base + b] += v * t[b];
                }
            }
        }
    }

    /** The unknowns. */
    double[] solve() throws Unusable {
        for (double share : SHARES) {
            var all = new DMatrixRMaj(normal.numRows, 1);
            if (attempt(share, all)) {
                attempt(MARGIN * share, all);
                return all.data;
            }
        }
        throw new Unusable(FailureCause.TOO_FEW_STARS, "the kernel's equations are singular");
    }

    private boolean attempt(double share, DMatrixRMaj solution) {
        int n = normal.numRows;
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            double v = normal.get(i, i) - share * noise.get(i, i);
            if (!(v > 0)) {
                return false;
            }
            scale[i] = 1 / Math.sqrt(v);
        }
        var a = new DMatrixRMaj(n, n);
        var b = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double v = (normal.get(i, j) - share * noise.get(i, j)) * scale[i] * scale[j];
                a.set(i, j, v);
                a.set(j, i, v);
            }
            a.add(i, i, RIDGE);
            b.set(i, 0, right.get(i, 0) * scale[i]);
        }
        var solver = LinearSolverFactory_DDRM.symmPosDef(n);
        if (!solver.setA(a)) {
            return false;
        }
        solver.solve(b, solution);
        for (int i = 0; i < n; i++) {
            solution.data[i] *= scale[i];
        }
        return true;
    }
}
