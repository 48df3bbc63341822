// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.psf.PsfModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * The normal equations of the whole image: every stamp's own, spread over the spatial terms. The
 * noise of the convolved image inflates the squares of the model and would make the kernel too wide
 * (errors in variables; Fuller 1987, Measurement Error Models). Its expectation N cannot simply be
 * taken off the matrix A: along directions that hold little but noise, what is left is as often
 * negative. So what the noise takes from a solution is given back along each direction as far as it
 * is known: with L, its share of noise (N v = L A v), the solution is multiplied by nearly 1 / (1 -
 * L) where there is more light than noise, by 3 where all is noise, and by less again where the
 * noise was told too large.
 */
final class KernelEquations {
    private static final double RIDGE = 3e-6;

    /**
     * Of what is given back, as a polynomial in M = L / (1 + L), which never exceeds one: the first
     * three are those of 1 / (1 - L), the others make it 3 at L = 1 and 1 at infinity. It is 1.112
     * at L = 0.1 (exactly 1.111), 1.43 at 0.3 (1.43), 1.86 at 0.5 (2), and nowhere above 5.
     */
    private static final double[] GIVEN_BACK = {1, 2, 4, 23, -30};

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
            // the matrix is symmetric: scaled() mirrors what lies below its diagonal
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
        int n = normal.numRows;
        double[] scale = new double[n];
        boolean hasLight = true;
        for (int i = 0; i < n; i++) {
            hasLight &= normal.get(i, i) > 0;
            scale[i] = 1 / Math.sqrt(normal.get(i, i));
        }
        DMatrixRMaj all = scaled(normal, scale);
        for (int i = 0; i < n; i++) {
            all.add(i, i, RIDGE);
        }
        DMatrixRMaj off = scaled(noise, scale);
        DMatrixRMaj both = all.copy();
        CommonOps_DDRM.addEquals(both, off);
        var solver = LinearSolverFactory_DDRM.symmPosDef(n);
        var share = LinearSolverFactory_DDRM.symmPosDef(n);
        if (!hasLight || !solver.setA(all) || !share.setA(both)) {
            throw new Unusable(FailureCause.TOO_FEW_STARS, "the kernel's equations are singular");
        }
        var part = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            part.data[i] = right.data[i] * scale[i];
        }
        var x = new DMatrixRMaj(n, 1);
        solver.solve(part.copy(), x);
        part.setTo(x);
        var taken = new DMatrixRMaj(n, 1);
        for (double times : GIVEN_BACK) {
            CommonOps_DDRM.mult(off, part, taken);
            share.solve(taken, part);
            CommonOps_DDRM.addEquals(x, times, part);
        }
        for (int i = 0; i < n; i++) {
            x.data[i] *= scale[i];
        }
        return x.data;
    }

    /** Rows and columns times their scales; what lies above the diagonal is mirrored from below. */
    private static DMatrixRMaj scaled(DMatrixRMaj matrix, double[] scale) {
        int n = scale.length;
        var out = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double v = matrix.get(i, j) * scale[i] * scale[j];
                out.set(i, j, v);
                out.set(j, i, v);
            }
        }
        return out;
    }
}
