// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import nightjar.model.sky.SkyPolygon;

/**
 * From cleared sources and the prior sky to the rows of this visit-detector: known Solar System
 * objects first, then known objects, then new ones; then the summaries of all that changed (order
 * and rules of lsst/ap_pipe and lsst/ap_association). A pure function: the same input gives the
 * same rows, whatever the order of the prior rows.
 *
 * @param association how sources are matched to objects
 * @param mostNewObjects more new objects than this mean a failed difference; 0 believes any number
 */
public record AssociationStep(Association association, int mostNewObjects) {

    /** As run for Rubin. */
    public static final AssociationStep DEFAULT = new AssociationStep(Association.DEFAULT, 1000);

    /** Objects this many pixels outside the image may still own a source inside it. */
    private static final double REACH_PIXELS = 10;

    private static final List<String> FROM_FIRST_SOURCE = List.of("raErr", "decErr", "ra_dec_Cov");

    /** Oldest first; where the table does not say when a row was stored, by what it has seen. */
    private static final Comparator<DiaObject> AGE =
            Comparator.comparingDouble(AssociationStep::storedAt)
                    .thenComparingInt(DiaObject::nDiaSources);

    private static final Layout OBJECT_LAYOUT = objectLayout();

    /**
     * Associates.
     *
     * @param storeMjdTai when the rows are stored, MJD TAI: the validity start of every new version
     */
    public AssociationResult run(Detections seen, Prior prior, double storeMjdTai) {
        requireOnce(seen.sources());
        Map<Long, DiaObject> known = newestById(prior.objects());
        List<DiaSource> placed = seen.sources().stream().filter(DiaSource::hasPosition).toList();
        Map<Long, Long> solarSystem = SolarSystemMatch.match(seen.knownObjects(), placed);
        Matches matches =
                association.match(
                        within(seen, known.values()),
                        placed.stream().filter(s -> !solarSystem.containsKey(s.id())).toList());
        NewObjects found = NewObjects.of(matches.unmatched());
        if (mostNewObjects > 0 && found.founders().size() > mostNewObjects) {
            return new TooManyNewObjects(found.founders().size(), mostNewObjects);
        }
        Map<Long, Long> owner = new HashMap<>(matches.objectOfSource());
        found.founders().forEach(s -> owner.put(s.id(), s.id()));
        List<DiaSource> sources =
                placed.stream()
                        .filter(s -> owner.containsKey(s.id()) || solarSystem.containsKey(s.id()))
                        .map(s -> owned(s, owner, solarSystem))
                        .toList();
        return updated(seen, prior, known, sources, storeMjdTai);
    }

    private static AssociatedSky updated(
            Detections seen,
            Prior prior,
            Map<Long, DiaObject> known,
            List<DiaSource> sources,
            double storeMjdTai) {
        History history = History.of(seen, prior);
        Map<Long, DiaSource> newest = byObject(sources);
        Map<Long, DiaObject> objects = new TreeMap<>();
        newest.forEach(
                (id, source) ->
                        objects.put(
                                id,
                                summary(
                                        known.getOrDefault(id, founded(source)),
                                        history.sourcesOf(id, newest),
                                        storeMjdTai)));
        History told = history.of(objects.keySet());
        return new AssociatedSky(
                sources,
                List.copyOf(objects.values()),
                toForce(seen, known, objects, o -> history.sourcesOf(o.id(), newest)),
                dropped(seen.sources(), sources),
                told.sources(),
                told.forced());
    }

    private static Map<Long, DiaSource> byObject(List<DiaSource> sources) {
        return sources.stream()
                .filter(s -> s.diaObjectId() != 0)
                .collect(
                        Collectors.toMap(
                                DiaSource::diaObjectId,
                                Function.identity(),
                                AssociationStep::refuseTwo,
                                TreeMap::new));
    }

    private static List<DiaSource> dropped(List<DiaSource> all, List<DiaSource> kept) {
        Set<Long> ids = kept.stream().map(DiaSource::id).collect(Collectors.toSet());
        return all.stream().filter(s -> !ids.contains(s.id())).toList();
    }

    private static List<DiaObject> within(Detections seen, Iterable<DiaObject> known) {
        SkyPolygon reach = seen.image().padded(REACH_PIXELS * seen.pixelArcsec());
        List<DiaObject> within = new ArrayList<>();
        for (DiaObject object : known) {
            if (reach.contains(object.position())) {
                within.add(object);
            }
        }
        return within;
    }

    // Rows of one id would overwrite each other, and one alert tell of two sources.
    private static void requireOnce(List<DiaSource> sources) {
        Set<Long> ids = new HashSet<>();
        for (DiaSource source : sources) {
            if (!ids.add(source.id())) {
                throw new IllegalStateException("source " + source.id() + " is there twice");
            }
        }
    }

    // A moved object may be read from its old pixel too, when the row there outlived the move.
    private static Map<Long, DiaObject> newestById(List<DiaObject> objects) {
        return objects.stream()
                .collect(
                        Collectors.toMap(
                                DiaObject::id,
                                Function.identity(),
                                BinaryOperator.maxBy(AGE),
                                TreeMap::new));
    }

    private static double storedAt(DiaObject object) {
        double start = object.validityStartMjdTai();
        return Double.isNaN(start) ? Double.NEGATIVE_INFINITY : start;
    }

    private static DiaSource owned(
            DiaSource source, Map<Long, Long> owner, Map<Long, Long> solarSystem) {
        Long object = owner.get(source.id());
        return object != null
                ? source.with("diaObjectId", object)
                : source.with("ssObjectId", solarSystem.getOrDefault(source.id(), 0L));
    }

    private static DiaSource refuseTwo(DiaSource a, DiaSource b) {
        throw new IllegalStateException(
                "sources " + a.id() + " and " + b.id() + " both own object " + a.diaObjectId());
    }

    private static DiaObject founded(DiaSource source) {
        Map<String, Object> row = new HashMap<>();
        row.put("diaObjectId", source.id());
        row.put("ra", source.raDeg());
        row.put("dec", source.decDeg());
        FROM_FIRST_SOURCE.forEach(n -> source.columns().get(n).ifPresent(v -> row.put(n, v)));
        return new DiaObject(OBJECT_LAYOUT.row(row));
    }

    private static DiaObject summary(
            DiaObject before, List<DiaSource> history, double storeMjdTai) {
        Map<String, Object> row = new HashMap<>(Summaries.of(history).values());
        row.put("diaObjectId", before.id());
        row.put("validityStartMjdTai", storeMjdTai);
        FROM_FIRST_SOURCE.forEach(n -> before.columns().get(n).ifPresent(v -> row.put(n, v)));
        return new DiaObject(OBJECT_LAYOUT.row(row));
    }

    private static List<DiaObject> toForce(
            Detections seen,
            Map<Long, DiaObject> known,
            Map<Long, DiaObject> updated,
            Function<DiaObject, List<DiaSource>> history) {
        Map<Long, DiaObject> candidates = new TreeMap<>();
        known.values().stream()
                .filter(o -> seen.image().contains(o.position()))
                .forEach(o -> candidates.put(o.id(), o));
        candidates.putAll(updated);
        return candidates.values().stream()
                .filter(o -> ForcedSelection.qualifies(o.nDiaSources(), history.apply(o)))
                .toList();
    }

    private static Layout objectLayout() {
        List<String> names = new ArrayList<>(List.of("diaObjectId", "validityStartMjdTai"));
        names.addAll(FROM_FIRST_SOURCE);
        names.addAll(Summaries.NAMES);
        return Layout.of(names);
    }
}
