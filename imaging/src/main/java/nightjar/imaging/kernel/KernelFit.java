// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.psf.Star;

/**
 * Fits the matching kernel to stamps around bright sources, one per cell of a grid, by least
 * squares with a small ridge; stamps that do not fit (variables, blends, defects) are clipped. The
 * spatial order follows the number of stamps (Alard 2000, A&amp;AS 144, 363).
 */
public final class KernelFit {
    private static final int GRID = 13;
    private static final int FOR_ORDER_2 = 60;
    private static final int FOR_ORDER_1 = 20;
    private static final int ROUNDS = 4;
    private static final int BATCH = 16;

    /** Chi-square of the stamps from which on a kernel of Gaussians is not taken for granted. */
    private static final double POOR = 1.3;

    private final Plane target;
    private final Plane source;
    private final Plane variance;
    private final Plane sourceVariance;
    private final List<Double> noise;
    private final Mask unusable;

    /**
     * @param target what is to be matched
     * @param source what will be convolved
     * @param variance of target minus source, with a share of the target's own light squared, so
     *     that the brightest stars do not decide alone
     * @param sourceVariance noise of the source
     * @param noise correlation of the source's noise along one axis, by distance; [1] when white
     * @param unusable pixels not to fit
     */
    public KernelFit(
            Plane target,
            Plane source,
            Plane variance,
            Plane sourceVariance,
            List<Double> noise,
            Mask unusable) {
        this.target = target;
        this.source = source;
        this.variance = variance;
        this.sourceVariance = sourceVariance;
        this.noise = List.copyOf(noise);
        this.unusable = unusable;
    }

    /**
     * @param sigmaMatch Gaussian width by which the source's PSF must grow, pixels
     * @param half half side of a stamp, pixels
     */
    public MatchingKernel fit(List<Star> sources, double sigmaMatch, int half, Progress progress)
            throws Unusable {
        List<Star> chosen = choose(sources, half);
        if (chosen.isEmpty()) {
            throw new Unusable(
                    FailureCause.TOO_FEW_STARS,
                    "no bright, clean source that science image and template share");
        }
        var basis = KernelBasis.widening(sigmaMatch, chosen.size() >= FOR_ORDER_1);
        var stamps = new ArrayList<Stamp>();
        for (int from = 0; from < chosen.size(); from += BATCH) {
            progress.at("kernel", 0.35 + 0.1 * from / chosen.size());
            var batch = chosen.subList(from, Math.min(chosen.size(), from + BATCH));
            stamps.addAll(Bands.map(batch, s -> stamp(basis, s, half)));
        }
        Clipped best = clipped(basis, stamps);
        return second(best, sigmaMatch, half, progress).orElse(best.kernel).checked();
    }

    /**
     * The pixel kernel, where few stamps or a poor fit ask for it and it foretells stamps better.
     */
    private Optional<MatchingKernel> second(
            Clipped first, double sigmaMatch, int half, Progress progress) throws Unusable {
        int n = first.stamps.size();
        boolean isAsked = n < FOR_ORDER_1 || first.kernel.chi2() > POOR;
        if (!isAsked || n < DeltaFit.FEWEST_STAMPS) {
            return Optional.empty();
        }
        progress.at("kernel", 0.45);
        var basis = DeltaFit.basis(sigmaMatch);
        var chosen = first.stamps.subList(0, Math.min(n, DeltaFit.MOST_STAMPS));
        var pixels = new ArrayList<Stamp>();
        for (int from = 0; from < chosen.size(); from += BATCH) {
            progress.at("kernel", 0.45);
            var batch = chosen.subList(from, Math.min(chosen.size(), from + BATCH));
            pixels.addAll(Bands.map(batch, s -> stamp(basis, (int) s.x, (int) s.y, half)));
        }
        var delta = new DeltaFit(basis, noise, pixels, target.width, target.height, progress);
        var held = new HeldOut(first.kernel.basis(), noise, target.width, target.height);
        double score = held.score(chosen, chosen, first.kernel.order());
        return delta.better(score, n < FOR_ORDER_1 ? 0 : 1);
    }

    private Stamp stamp(KernelBasis basis, Star s, int half) {
        return stamp(basis, (int) Math.round(s.x()), (int) Math.round(s.y()), half);
    }

    private Stamp stamp(KernelBasis basis, int cx, int cy, int half) {
        return Stamp.of(basis, target, source, variance, sourceVariance, unusable, cx, cy, half);
    }

    private List<Star> choose(List<Star> sources, int half) {
        var best = new Star[GRID * GRID];
        var second = new Star[GRID * GRID];
        for (Star s : sources) {
            int column = (int) (s.x() * GRID / target.width);
            int row = (int) (s.y() * GRID / target.height);
            int cell = Math.max(0, Math.min(GRID - 1, row)) * GRID + Math.min(GRID - 1, column);
            if (best[cell] == null && s.snr() > 15 && usable(s, half)) {
                best[cell] = s;
            } else if (second[cell] == null && s.snr() > 40 && usable(s, half)) {
                second[cell] = s;
            }
        }
        var chosen = new ArrayList<Star>();
        for (Star s : best) {
            if (s != null) {
                chosen.add(s);
            }
        }
        for (int i = 0; i < second.length && chosen.size() < FOR_ORDER_2; i++) {
            if (second[i] != null) {
                chosen.add(second[i]);
            }
        }
        return alike(chosen);
    }

    /** Without the sources that are much brighter or fainter in one image than all the others. */
    private List<Star> alike(List<Star> chosen) {
        double[] ratios = chosen.stream().mapToDouble(this::ratio).toArray();
        double median = Statistics.median(ratios);
        double limit = Math.max(0.15 * median, 4 * Statistics.robustSigma(ratios));
        var kept = new ArrayList<Star>();
        for (int i = 0; i < ratios.length; i++) {
            if (Math.abs(ratios[i] - median) <= limit) {
                kept.add(chosen.get(i));
            }
        }
        return kept.isEmpty() ? chosen : kept;
    }

    private double ratio(Star s) {
        double a = 0;
        double b = 0;
        int cx = (int) Math.round(s.x());
        int cy = (int) Math.round(s.y());
        for (int y = cy - 6; y <= cy + 6; y++) {
            for (int x = cx - 6; x <= cx + 6; x++) {
                if (target.contains(x, y)) {
                    a += target.at(x, y);
                    b += source.at(x, y);
                }
            }
        }
        return a / b;
    }

    private boolean usable(Star s, int half) {
        int cx = (int) Math.round(s.x());
        int cy = (int) Math.round(s.y());
        int margin = half / 2;
        if (!s.clean() || !target.contains(cx - margin, cy - margin)) {
            return false;
        }
        if (!target.contains(cx + margin, cy + margin)) {
            return false;
        }
        int bad = 0;
        int all = 0;
        for (int y = cy - half; y <= cy + half; y++) {
            for (int x = cx - half; x <= cx + half; x++) {
                boolean in = target.contains(x, y);
                boolean no = !in || (unusable.at(x, y) & Mask.UNUSABLE) != 0;
                boolean core = Math.abs(x - cx) <= 3 && Math.abs(y - cy) <= 3;
                if (no && core) {
                    return false;
                }
                bad += no ? 1 : 0;
                all++;
            }
        }
        return bad < 0.3 * all;
    }

    /** A kernel and the stamps that stayed. */
    private record Clipped(MatchingKernel kernel, List<Stamp> stamps) {}

    private Clipped clipped(KernelBasis basis, List<Stamp> all) throws Unusable {
        List<Stamp> stamps = all;
        double[][] gram = basis.gram(noise);
        for (int round = 0; ; round++) {
            int n = stamps.size();
            int enough = n >= FOR_ORDER_2 ? 2 : n >= FOR_ORDER_1 ? 1 : 0;
            // a stiff fit first: it cannot bend to the stamps that ought to go
            int order = Math.min(round, enough);
            double[] solution =
                    new KernelEquations(basis, order, target.width, target.height, gram)
                            .addAll(stamps)
                            .solve();
            double[] chi2 = new double[n];
            for (int i = 0; i < n; i++) {
                Stamp s = stamps.get(i);
                double[] terms = PsfModel.terms(order, s.x, s.y, target.width, target.height);
                chi2[i] = s.chi2(MatchingKernel.local(solution, terms, basis.size()));
            }
            double median = Statistics.median(chi2);
            double limit = median + Math.max(4 * Statistics.robustSigma(chi2), 0.3 * median);
            var kept = new ArrayList<Stamp>();
            for (int i = 0; i < n; i++) {
                if (chi2[i] <= limit) {
                    kept.add(stamps.get(i));
                }
            }
            boolean settled = kept.size() == n || round >= ROUNDS || kept.size() < 3;
            if (settled && order == enough) {
                var kernel =
                        new MatchingKernel(
                                basis, order, target.width, target.height, solution, median, n);
                return new Clipped(kernel, stamps);
            }
            stamps = kept.size() < 3 ? stamps : kept;
        }
    }
}
