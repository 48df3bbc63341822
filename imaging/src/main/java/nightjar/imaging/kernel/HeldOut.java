// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.Unusable;
import nightjar.imaging.psf.PsfModel;

/** How well a kernel's functions foretell stamps that their fit did not see. */
final class HeldOut {
    private static final int FOLDS = 5;
    private static final double LEAST_CHI2 = 1e-6;

    private final KernelBasis basis;
    private final double[][] gram;
    private final int width;
    private final int height;

    /**
     * @param noise correlation of the source's noise along one axis, by distance
     */
    HeldOut(KernelBasis basis, List<Double> noise, int width, int height) {
        this.basis = basis;
        this.gram = basis.gram(noise);
        this.width = width;
        this.height = height;
    }

    double[] solution(List<Stamp> stamps, int order) throws Unusable {
        return new KernelEquations(basis, order, width, height, gram).addAll(stamps).solve();
    }

    double chi2(Stamp stamp, double[] solution, int order) {
        double[] terms = PsfModel.terms(order, stamp.x, stamp.y, width, height);
        return stamp.chi2(MatchingKernel.local(solution, terms, basis.size()));
    }

    /**
     * The mean logarithm of the chi-square of stamps left out in turn; no single stamp decides it.
     *
     * @param fitted stamps as they go into a fit
     * @param judged the same stamps as they are judged by, in the same order
     */
    double score(List<Stamp> fitted, List<Stamp> judged, int order) throws Unusable {
        int n = fitted.size();
        int folds = Math.min(FOLDS, n);
        double sum = 0;
        for (int fold = 0; fold < folds; fold++) {
            var seen = new ArrayList<Stamp>();
            for (int i = 0; i < n; i++) {
                if (i % folds != fold) {
                    seen.add(fitted.get(i));
                }
            }
            double[] solution = solution(seen, order);
            for (int i = fold; i < n; i += folds) {
                sum += Math.log(Math.max(LEAST_CHI2, chi2(judged.get(i), solution, order)));
            }
        }
        return sum / n;
    }
}
