// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import nightjar.imaging.psf.PsfModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/** A least-squares polynomial over the field through every pixel of a set of stamps. */
final class StampPolynomial {
    private final int terms;
    private final int pixels;
    private final DMatrixRMaj normal;
    private final DMatrixRMaj right;

    StampPolynomial(int order, int terms, int pixels) {
        if (terms != PsfModel.count(order)) {
            throw new IllegalArgumentException("order " + order + " has not " + terms + " terms");
        }
        this.terms = terms;
        this.pixels = pixels;
        this.normal = new DMatrixRMaj(terms, terms);
        this.right = new DMatrixRMaj(terms, pixels);
    }

    void add(double[] at, float[] stamp) {
        for (int a = 0; a < terms; a++) {
            for (int b = 0; b < terms; b++) {
                normal.add(a, b, at[a] * at[b]);
            }
            for (int i = 0; i < pixels; i++) {
                right.data[a * pixels + i] += at[a] * stamp[i];
            }
        }
    }

    float[][] solve() {
        var solver = LinearSolverFactory_DDRM.symmPosDef(terms);
        var solution = new DMatrixRMaj(terms, pixels);
        if (solver.setA(normal.copy())) {
            solver.solve(right, solution);
        }
        float[][] out = new float[terms][pixels];
        for (int a = 0; a < terms; a++) {
            for (int i = 0; i < pixels; i++) {
                out[a][i] = (float) solution.get(a, i);
            }
        }
        return out;
    }
}
