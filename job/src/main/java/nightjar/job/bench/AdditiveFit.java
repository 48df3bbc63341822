// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightjar.imaging.measure.Curve;
import nightjar.imaging.measure.Feature;
import nightjar.imaging.measure.ReliabilityModel;

/**
 * Fits the curves of a {@link ReliabilityModel}: logistic regression on straight pieces between
 * quantiles of each feature. Every piece may only go the way that the feature's meaning says, and
 * costs its step squared, so that what has little to say stays level. A convex problem, solved by
 * accelerated projected gradients (Beck and Teboulle 2009, SIAM J. Imaging Sciences 2, 183).
 */
final class AdditiveFit {
    private static final double[] QUANTILES = {0, 0.05, 0.2, 0.5, 0.8, 0.95, 1};

    /** Of a feature's range: no piece is shorter. */
    private static final double SHORTEST = 0.02;

    private static final int ROUNDS = 1500;
    private static final double PENALTY = 1;
    private static final double GRAIN = 1e4;

    private final Map<Feature, List<Double>> knots = new EnumMap<>(Feature.class);
    private final float[][] pieces;
    private final boolean[] real;
    private final double[] steps;
    private double bias;

    private AdditiveFit(List<LabelledDetection> sample) {
        for (Feature f : Feature.values()) {
            knots.put(f, knots(f, sample));
        }
        pieces = new float[sample.size()][];
        real = new boolean[sample.size()];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = pieces(sample.get(i));
            real[i] = sample.get(i).isReal();
        }
        steps = new double[pieces[0].length];
    }

    /**
     * The model that tells what is real from what is not.
     *
     * @param origin what the sample is, in words
     */
    static ReliabilityModel of(List<LabelledDetection> sample, String origin) {
        long there = sample.stream().filter(LabelledDetection::isReal).count();
        if (there == 0 || there == sample.size()) {
            throw new IllegalArgumentException(
                    there + " of " + sample.size() + " detections are real: nothing to tell apart");
        }
        var fit = new AdditiveFit(sample);
        fit.solve();
        return fit.model(origin);
    }

    /** Quantiles of what is real and of what is not, so that either has its own detail. */
    private static List<Double> knots(Feature f, List<LabelledDetection> sample) {
        var all = new TreeSet<Double>();
        for (boolean isReal : new boolean[] {true, false}) {
            double[] sorted =
                    sample.stream()
                            .filter(d -> d.isReal() == isReal)
                            .mapToDouble(d -> d.features().of(f))
                            .sorted()
                            .toArray();
            for (double q : QUANTILES) {
                all.add(Math.rint(GRAIN * sorted[(int) (q * (sorted.length - 1))]) / GRAIN);
            }
        }
        double gap = SHORTEST * (all.last() - all.first());
        var out = new ArrayList<Double>(List.of(all.first()));
        for (double v : all) {
            if (v - out.get(out.size() - 1) > gap && all.last() - v > gap) {
                out.add(v);
            }
        }
        if (gap > 0) {
            out.add(all.last());
        }
        return out;
    }

    /** How far along each piece a detection is, 0 to 1; negative where more speaks against it. */
    private float[] pieces(LabelledDetection d) {
        int n = knots.values().stream().mapToInt(k -> k.size() - 1).sum();
        float[] out = new float[n];
        int at = 0;
        for (Feature f : Feature.values()) {
            List<Double> k = knots.getOrDefault(f, List.of());
            double v = d.features().of(f);
            for (int i = 1; i < k.size(); i++) {
                double along = (v - k.get(i - 1)) / (k.get(i) - k.get(i - 1));
                out[at++] = (float) ((f.rises() ? 1 : -1) * Math.min(1, Math.max(0, along)));
            }
        }
        return out;
    }

    private void solve() {
        double rate = 1 / steepest();
        double[] ahead = steps.clone();
        double biasAhead = 0;
        double t = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double[] slope = new double[steps.length];
            double biasSlope = slope(ahead, biasAhead, slope);
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            double beyond = (t - 1) / next;
            for (int k = 0; k < steps.length; k++) {
                double v = Math.max(0, ahead[k] - rate * (slope[k] + PENALTY * ahead[k]));
                ahead[k] = v + beyond * (v - steps[k]);
                steps[k] = v;
            }
            double b = biasAhead - rate * biasSlope;
            biasAhead = b + beyond * (b - bias);
            bias = b;
            t = next;
        }
    }

    /** Adds the slope of minus the log likelihood; returns that of the bias. */
    private double slope(double[] at, double biasAt, double[] out) {
        double sum = 0;
        for (int i = 0; i < pieces.length; i++) {
            double logit = biasAt;
            for (int k = 0; k < at.length; k++) {
                logit += at[k] * pieces[i][k];
            }
            double rest = 1 / (1 + Math.exp(-logit)) - (real[i] ? 1 : 0);
            sum += rest;
            for (int k = 0; k < at.length; k++) {
                out[k] += rest * pieces[i][k];
            }
        }
        return sum;
    }

    /** No direction curves more: the logistic's most, a quarter, of all squares together. */
    private double steepest() {
        double sum = 0;
        for (float[] row : pieces) {
            sum++;
            for (float v : row) {
                sum += v * v;
            }
        }
        return sum / 4 + PENALTY;
    }

    private ReliabilityModel model(String origin) {
        var curves = new EnumMap<Feature, Curve>(Feature.class);
        int at = 0;
        for (Feature f : Feature.values()) {
            List<Double> k = knots.getOrDefault(f, List.of());
            var heights = new ArrayList<Double>(List.of(0.0));
            double h = 0;
            for (int i = 1; i < k.size(); i++) {
                h += (f.rises() ? 1 : -1) * steps[at++];
                heights.add(Math.rint(GRAIN * h) / GRAIN);
            }
            curves.put(f, new Curve(k, heights));
        }
        return new ReliabilityModel(origin, bias, curves);
    }
}
