// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a source looks like a point source that came or went, 0 to 1: the product of one soft
 * step per feature. Each step is one half where the feature is as doubtful as it is telling. A
 * later classifier takes its place.
 *
 * @param steps by feature, each 0 to 1
 */
public record Reliability(Map<String, Double> steps) {
    // on simulated skies: half the losses of 3, and hardly more false sources
    private static final double MORE_ON_STARS = 1.5;
    private static final double MORE_IN_GLOW = 3;

    public Reliability {
        // in their order, which decides how the product is rounded
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /**
     * @param significance of the fit with mismatch terms, in its own errors
     * @param score the peak of the score image there
     * @param sharpness squared residual of the core's pixels, in variances
     * @param saturated part of the PSF lies on saturated pixels
     */
    public static Reliability of(
            PointFit fit,
            double significance,
            double score,
            double sharpness,
            boolean dipole,
            boolean saturated) {
        double s = Math.abs(significance);
        double agreement = Math.min(s, Math.abs(score)) / Math.max(s, Math.abs(score));
        var steps = new LinkedHashMap<String, Double>();
        // a thousand independent places per square arcminute: five sigma alone still lets some
        // noise in
        steps.put("significance", step(s, 5.6, 0.15));
        steps.put("mismatch", step(agreement, 0.25, 0.05));
        // at high significance the PSF's own error shows up in chi-square
        steps.put("sharpness", step(-sharpness, -(2.6 + 0.02 * s), 0.25));
        // beside a saturated core nothing is known about the missing part
        steps.put("masked", step(fit.goodWeight(), saturated ? 0.85 : 0.6, 0.04));
        steps.put("dipole", dipole ? 0.2 : 1);
        return new Reliability(steps);
    }

    /**
     * The same question for a source on top of something bright: a change of a few percent of a
     * star must be more significant, and what is around it must fit.
     *
     * @param before flux of what was there before, at the difference's seeing
     */
    Reliability againstStar(PointFit fit, double significance, double before) {
        double share = Math.abs(fit.flux()) / Math.max(before, 1e-30);
        if (share > 0.2) {
            return this;
        }
        double small = Math.min(1, (0.2 - share) / 0.15);
        var more = new LinkedHashMap<>(steps);
        more.put("small on star", step(Math.abs(significance), 5 + MORE_ON_STARS * small, 0.25));
        more.put("misfit on star", step(-fit.reducedChi2(), -2.5, 0.2));
        return new Reliability(more);
    }

    /**
     * The same question beside a bright star, in light that only this seeing throws there: the ring
     * around a star is where the match is least sure.
     *
     * @param glow light at this seeing beyond what the template has there at its own
     */
    Reliability inGlow(PointFit fit, double significance, double glow) {
        double share = Math.abs(fit.flux()) / glow;
        if (!(share > 0 && share < 0.2)) {
            return this;
        }
        var more = new LinkedHashMap<>(steps);
        double deep = Math.min(1, (0.2 - share) / 0.05);
        more.put("star's glow", step(Math.abs(significance), 5 + MORE_IN_GLOW * deep, 0.25));
        return new Reliability(more);
    }

    /** The product of all steps. */
    public double value() {
        return steps.values().stream().reduce(1.0, (a, b) -> a * b);
    }

    /** The feature that speaks most against the source. */
    public String weakest() {
        return steps.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static double step(double v, double half, double width) {
        return 1 / (1 + Math.exp(-(v - half) / width));
    }
}
