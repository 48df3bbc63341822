// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * What an object's sources say together: the eight summaries that Rubin's prompt production
 * computes (lsst/ap_association diaCalculation with the plugins of meas_base): mean position,
 * number of sources and, per band, weighted mean, scatter, extremes, steepest rise and mean error
 * of the fluxes. Fluxes in nJy, slopes in nJy per day, angles in degrees ICRS.
 */
public final class Summaries {

    /** The survey's bands; each has a psfFluxNdata, were it 0. */
    public static final List<String> BANDS = List.of("u", "g", "r", "i", "z", "y");

    /** Oldest first; by id what happened at once. */
    static final Comparator<DiaSource> BY_TIME =
            Comparator.comparingDouble(DiaSource::midpointMjdTai).thenComparingLong(DiaSource::id);

    private static final List<String> PER_BAND =
            List.of(
                    "psfFluxMean",
                    "psfFluxMeanErr",
                    "psfFluxSigma",
                    "psfFluxNdata",
                    "scienceFluxMean",
                    "scienceFluxMeanErr",
                    "psfFluxMin",
                    "psfFluxMax",
                    "psfFluxMaxSlope",
                    "psfFluxErrMean");

    static final List<String> NAMES =
            Stream.concat(
                            Stream.of("ra", "dec", "nDiaSources"),
                            BANDS.stream()
                                    .flatMap(b -> PER_BAND.stream().map(name -> b + "_" + name)))
                    .toList();

    private static final Layout LAYOUT = Layout.of(NAMES);

    private Summaries() {}

    /** The summary columns of one object, from all its sources, the newest included. */
    public static Columns of(List<DiaSource> history) {
        List<DiaSource> inOrder = history.stream().sorted(BY_TIME).toList();
        Map<String, Object> summary = new HashMap<>();
        summary.put("nDiaSources", inOrder.size());
        putMeanPosition(summary, inOrder);
        Map<String, List<DiaSource>> byBand =
                inOrder.stream().collect(Collectors.groupingBy(DiaSource::band));
        for (String band : BANDS) {
            putBand(summary, band + "_", byBand.getOrDefault(band, List.of()));
        }
        return LAYOUT.row(summary);
    }

    private static void putMeanPosition(Map<String, Object> summary, List<DiaSource> sources) {
        List<UnitVector> directions =
                sources.stream()
                        .filter(DiaSource::hasPosition)
                        .map(s -> s.position().toUnitVector())
                        .toList();
        if (!directions.isEmpty()) {
            SkyPosition mean =
                    directions.stream()
                            .reduce(new UnitVector(0, 0, 0), UnitVector::plus)
                            .normalized()
                            .toPosition();
            summary.put("ra", mean.raDeg());
            summary.put("dec", mean.decDeg());
        }
    }

    private static void putBand(
            Map<String, Object> summary, String prefix, List<DiaSource> sources) {
        WeightedMean psf = WeightedMean.of(sources, DiaSource::psfFlux, DiaSource::psfFluxErr);
        WeightedMean science =
                WeightedMean.of(sources, DiaSource::scienceFlux, DiaSource::scienceFluxErr);
        double[] fluxes = finite(sources, DiaSource::psfFlux);
        // Upstream keeps this one in single precision from the start.
        float meanError = (float) mean(finite(sources, DiaSource::psfFluxErr));
        summary.put(prefix + "psfFluxNdata", psf.count);
        putFinite(summary, prefix + "psfFluxMean", psf.mean);
        putFinite(summary, prefix + "psfFluxMeanErr", psf.error);
        putFinite(summary, prefix + "psfFluxSigma", sampleDeviation(fluxes));
        putFinite(summary, prefix + "psfFluxMin", Arrays.stream(fluxes).min().orElse(Double.NaN));
        putFinite(summary, prefix + "psfFluxMax", Arrays.stream(fluxes).max().orElse(Double.NaN));
        putFinite(summary, prefix + "psfFluxMaxSlope", steepestRise(sources));
        putFinite(summary, prefix + "psfFluxErrMean", meanError);
        putFinite(summary, prefix + "scienceFluxMean", science.mean);
        putFinite(summary, prefix + "scienceFluxMeanErr", science.error);
    }

    private static void putFinite(Map<String, Object> summary, String name, double value) {
        if (Double.isFinite(value)) {
            summary.put(name, value);
        }
    }

    private static double[] finite(List<DiaSource> sources, ToDoubleFunction<DiaSource> value) {
        return sources.stream().mapToDouble(value).filter(Double::isFinite).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double sampleDeviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }

    // Two exposures at one instant have no slope between them.
    private static double steepestRise(List<DiaSource> inOrder) {
        List<DiaSource> usable =
                inOrder.stream()
                        .filter(s -> Double.isFinite(s.psfFlux()))
                        .filter(s -> Double.isFinite(s.midpointMjdTai()))
                        .toList();
        double steepest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < usable.size(); i++) {
            double days = usable.get(i).midpointMjdTai() - usable.get(i - 1).midpointMjdTai();
            double rise = usable.get(i).psfFlux() - usable.get(i - 1).psfFlux();
            steepest = days > 0 ? Math.max(steepest, rise / days) : steepest;
        }
        return steepest;
    }

    /** The inverse-variance mean of the fluxes that have an error. */
    private record WeightedMean(int count, double mean, double error) {

        static WeightedMean of(
                List<DiaSource> sources,
                ToDoubleFunction<DiaSource> flux,
                ToDoubleFunction<DiaSource> error) {
            int count = 0;
            double weights = 0;
            double sum = 0;
            for (DiaSource source : sources) {
                double f = flux.applyAsDouble(source);
                double e = error.applyAsDouble(source);
                if (Double.isFinite(f) && Double.isFinite(e) && e > 0) {
                    count++;
                    weights += 1 / (e * e);
                    sum += f / (e * e);
                }
            }
            return new WeightedMean(count, sum / weights, Math.sqrt(1 / weights));
        }
    }
}
