// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import nightjar.model.sky.SkyPosition;

/**
 * Decides which object each source belongs to: the assignment of least total cost among pairs
 * within a radius, where a source may also stay alone at a price (lsst/ap_association,
 * AssociationTask of 2026). The cost of a pair is the Gaussian negative log-likelihood of its
 * offset, or its distance when either catalogue knows no errors.
 *
 * @param radiusArcsec pairs farther apart are never made
 * @param fallbackSigmaArcsec the error of a position that states none
 * @param floorSigmaArcsec the least combined error of a pair
 */
public record Association(
        double radiusArcsec, double fallbackSigmaArcsec, double floorSigmaArcsec) {

    /** As run for Rubin: 1", 0.2", 0.05". */
    public static final Association DEFAULT = new Association(1.0, 0.2, 0.05);

    private static final double ARCSEC_PER_DEGREE = 3600;

    /** Matches sources to objects; the result depends on neither list's order. */
    public Matches match(List<DiaObject> objects, List<DiaSource> sources) {
        List<DiaObject> orderedObjects =
                objects.stream().sorted(Comparator.comparingLong(DiaObject::id)).toList();
        List<DiaSource> orderedSources =
                sources.stream()
                        .filter(DiaSource::hasPosition)
                        .sorted(Comparator.comparingLong(DiaSource::id))
                        .toList();
        boolean likelihood =
                knowsErrors(orderedObjects, DiaObject::columns)
                        && knowsErrors(orderedSources, DiaSource::columns);
        List<Pair> pairs = pairs(orderedObjects, orderedSources, likelihood);
        int[] column =
                Assignment.solve(
                        orderedSources.size(),
                        orderedObjects.size(),
                        pairs,
                        aloneCost(pairs.stream().map(Pair::cost).toList(), likelihood));
        Map<Long, Long> objectOfSource = new HashMap<>();
        for (int i = 0; i < column.length; i++) {
            if (column[i] >= 0) {
                objectOfSource.put(orderedSources.get(i).id(), orderedObjects.get(column[i]).id());
            }
        }
        return new Matches(
                objectOfSource,
                sources.stream()
                        .filter(DiaSource::hasPosition)
                        .filter(s -> !objectOfSource.containsKey(s.id()))
                        .toList());
    }

    /** The candidates; rows are sources, columns objects, by position in the given lists. */
    public List<Pair> pairs(List<DiaObject> objects, List<DiaSource> sources, boolean likelihood) {
        List<Pair> pairs = new ArrayList<>();
        NearPairs.within(
                sources.stream().map(s -> s.position().toUnitVector()).toList(),
                objects.stream().map(o -> o.position().toUnitVector()).toList(),
                radiusArcsec / SkyPosition.ARCSEC_PER_RADIAN,
                (source, object, chord) ->
                        pairs.add(
                                new Pair(
                                        source,
                                        object,
                                        likelihood
                                                ? cost(sources.get(source), objects.get(object))
                                                : chord)));
        return pairs;
    }

    /** More than any pair may cost: then a source stays alone only when objects run out. */
    public double aloneCost(Collection<Double> pairCosts, boolean likelihood) {
        return likelihood
                ? pairCosts.stream().mapToDouble(Double::doubleValue).max().orElse(0) + 1
                : 1.01 * radiusArcsec / SkyPosition.ARCSEC_PER_RADIAN;
    }

    // Differences in right ascension carry no cos(dec), as upstream; so raErr is taken without it.
    private double cost(DiaSource source, DiaObject object) {
        double dRa = Math.IEEEremainder(source.raDeg() - object.raDeg(), 360);
        double dDec = source.decDeg() - object.decDeg();
        double varRa = variance("raErr", source.columns(), object.columns());
        double varDec = variance("decErr", source.columns(), object.columns());
        return 0.5 * (dRa * dRa / varRa + dDec * dDec / varDec) + 0.5 * Math.log(varRa * varDec);
    }

    private double variance(String error, Columns source, Columns object) {
        double floor = floorSigmaArcsec / ARCSEC_PER_DEGREE;
        double sum = square(sigma(error, source)) + square(sigma(error, object));
        return Math.max(sum, floor * floor);
    }

    private double sigma(String error, Columns row) {
        double sigma = row.number(error);
        return isError(sigma) ? sigma : fallbackSigmaArcsec / ARCSEC_PER_DEGREE;
    }

    private static <R> boolean knowsErrors(List<R> rows, Function<R, Columns> columns) {
        ToDoubleFunction<R> ra = r -> columns.apply(r).number("raErr");
        ToDoubleFunction<R> dec = r -> columns.apply(r).number("decErr");
        return rows.stream().mapToDouble(ra).anyMatch(Association::isError)
                && rows.stream().mapToDouble(dec).anyMatch(Association::isError);
    }

    private static boolean isError(double sigma) {
        return Double.isFinite(sigma) && sigma > 0;
    }

    private static double square(double x) {
        return x * x;
    }

    /** A candidate: a source (row) and an object (column), each by its place in its list. */
    public record Pair(int row, int column, double cost) {}
}
