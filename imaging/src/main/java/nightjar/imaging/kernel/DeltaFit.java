// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Statistics;

/**
 * The second solver: a kernel whose every pixel is an unknown, kept smooth by a penalty on its
 * second differences (Becker et al. 2012, MNRAS 425, 1341, section 3). It follows shapes that no
 * Gaussian has, and follows noise as readily; so the strength of the penalty is the one that
 * foretells best what it has not seen, and it takes the Gaussians' place only where it does better.
 */
final class DeltaFit {
    static final int FEWEST_STAMPS = 3;
    static final int MOST_STAMPS = 64;

    /** Of the penalty, in units of what makes it as large as the data's own matrix. */
    private static final double[] STRENGTHS = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

    /** Share of the held-out chi-square by which it must be better. */
    private static final double BETTER = 0.95;

    private static final int SMALLEST = 4;
    private static final int LARGEST = 7;

    private final KernelBasis basis;
    private final List<Stamp> stamps;
    private final int width;
    private final int height;
    private final Progress progress;
    private final HeldOut held;
    private final double[][] penalty;
    private final double unit;

    /**
     * @param noise correlation of the source's noise along one axis, by distance
     * @param stamps of the basis
     */
    DeltaFit(
            KernelBasis basis,
            List<Double> noise,
            List<Stamp> stamps,
            int width,
            int height,
            Progress progress) {
        this.basis = basis;
        this.stamps = List.copyOf(stamps);
        this.width = width;
        this.height = height;
        this.progress = progress;
        this.held = new HeldOut(basis, noise, width, height);
        this.penalty = penalty(basis);
        this.unit = stamps.stream().mapToDouble(this::ratio).average().orElse(0);
    }

    /**
     * Up to 15 pixels a side.
     *
     * @param sigmaMatch Gaussian width by which the source's PSF must grow, pixels
     */
    static KernelBasis basis(double sigmaMatch) {
        int wanted = (int) Math.ceil(2.5 * sigmaMatch) + 3;
        return KernelBasis.delta(Math.min(LARGEST, Math.max(SMALLEST, wanted)));
    }

    private double ratio(Stamp stamp) {
        double data = 0;
        double stiff = 0;
        for (int n = 0; n < penalty.length; n++) {
            data += stamp.normal(n, n);
            stiff += penalty[n][n];
        }
        return data / stiff;
    }

    /**
     * Its kernel, if it foretells stamps better than a score.
     *
     * @param score the other kernel's, by {@link HeldOut}
     * @param mostOrder over the field, 0 or 1
     */
    Optional<MatchingKernel> better(double score, int mostOrder) throws Unusable {
        double best = score + Math.log(BETTER);
        Optional<MatchingKernel> found = Optional.empty();
        for (double strength : STRENGTHS) {
            for (int order = 0; order <= mostOrder; order++) {
                progress.at("kernel", 0.46);
                double told = score(strength, order);
                if (told < best) {
                    best = told;
                    found = Optional.of(fit(strength, order));
                }
            }
        }
        return found;
    }

    private List<Stamp> stiffened(double strength) {
        return stamps.stream().map(s -> s.stiffened(penalty, strength * unit)).toList();
    }

    private double score(double strength, int order) throws Unusable {
        try {
            return held.score(stiffened(strength), stamps, order);
        } catch (Unusable e) {
            if (e.named() == FailureCause.TOO_FEW_STARS) {
                // equations that cannot be solved foretell nothing
                return Double.POSITIVE_INFINITY;
            }
            throw e;
        }
    }

    private MatchingKernel fit(double strength, int order) throws Unusable {
        double[] solution = held.solution(stiffened(strength), order);
        double[] chi2 = stamps.stream().mapToDouble(s -> held.chi2(s, solution, order)).toArray();
        double median = Statistics.median(chi2);
        return new MatchingKernel(basis, order, width, height, solution, median, stamps.size());
    }

    /** Products of the functions' Laplacians; what lies outside the kernel is zero. */
    private static double[][] penalty(KernelBasis basis) {
        int side = basis.side() + 2;
        double[][] bent = new double[basis.size()][];
        for (int n = 0; n < bent.length; n++) {
            bent[n] = laplacian(basis.image(n), side);
        }
        double[][] out = new double[bent.length][bent.length];
        for (int n = 0; n < bent.length; n++) {
            for (int m = 0; m < bent.length; m++) {
                for (int i = 0; i < bent[n].length; i++) {
                    out[n][m] += bent[n][i] * bent[m][i];
                }
            }
        }
        return out;
    }

    private static double[] laplacian(double[] image, int side) {
        double[] out = new double[side * side];
        int inner = side - 2;
        for (int i = 0; i < image.length; i++) {
            int at = (Math.floorDiv(i, inner) + 1) * side + i % inner + 1;
            out[at] -= 4 * image[i];
            out[at - 1] += image[i];
            out[at + 1] += image[i];
            out[at - side] += image[i];
            out[at + side] += image[i];
        }
        return out;
    }
}
