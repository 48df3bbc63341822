// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import java.io.Serializable;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.Outcome;
import nightjar.model.RotationSystem;
import nightjar.model.port.DetectorRegions;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * Which pipelines a visit-detector is for: those of the first node whose conditions all hold (the
 * language of lsst-dm/prompt_processing's MAIN_ and PREPROCESSING_PIPELINES_CONFIG).
 *
 * @param nodes in order of precedence; the first that fits is taken, and no other looked at
 */
public record PipelinesRule(List<Node> nodes) implements Serializable {

    /** Which place decides where a visit-detector lies. */
    public enum Place {
        /** Where the telescope points. */
        BORESIGHT,
        /** The middle of the detector's predicted region. */
        DETECTOR
    }

    /**
     * One node.
     *
     * @param surveys the survey it is meant for, or none for all; an empty name fits only visits
     *     without a survey
     * @param place which place must lie in the areas
     * @param areas where that place must lie, in all of them; none for anywhere
     * @param pipelines in order of preference; none means that nothing is to be run
     */
    public record Node(
            List<String> surveys, Place place, List<SkyArea> areas, List<String> pipelines)
            implements Serializable {
        public Node {
            surveys = List.copyOf(surveys);
            areas = List.copyOf(areas);
            pipelines = List.copyOf(pipelines);
        }
    }

    public PipelinesRule {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("at least one node must be configured");
        }
    }

    /**
     * The pipelines to try, in order; an empty list when nothing is to be run. {@code Lost} INVALID
     * when no node fits, or when one must know a place that the announcement tells in coordinates
     * that cannot be processed.
     */
    public Outcome<List<String>> pipelines(ExpectedVisit expected, DetectorRegions regions) {
        for (var node : nodes) {
            var fits = fits(node, expected, regions);
            if (!fits.isDone()) {
                return fits.map(it -> node.pipelines());
            }
            if (fits.asValue().orElse(false)) {
                return Outcome.done(node.pipelines());
            }
        }
        return invalid(
                "no node of the pipelines configuration fits survey \""
                        + expected.visit().survey()
                        + "\": add one, if only with \"pipelines: []\"");
    }

    /** The same for the main pipelines, where nothing to run means that the visit is ignored. */
    public Outcome<List<String>> mainPipelines(ExpectedVisit expected, DetectorRegions regions) {
        return pipelines(expected, regions)
                .then(
                        list ->
                                list.isEmpty()
                                        ? Outcome.lost(
                                                Loss.ignored(
                                                        "unwanted: no pipeline is configured for"
                                                                + " survey \""
                                                                + expected.visit().survey()
                                                                + "\""))
                                        : Outcome.done(list));
    }

    /** The survey is looked at first, so that another survey's odd coordinates do no harm. */
    private static Outcome<Boolean> fits(
            Node node, ExpectedVisit expected, DetectorRegions regions) {
        var survey = expected.visit().survey();
        if (!node.surveys().isEmpty() && !node.surveys().contains(survey)) {
            return Outcome.done(false);
        }
        if (node.areas().isEmpty()) {
            return Outcome.done(true);
        }
        return place(node.place(), expected, regions)
                .map(
                        places ->
                                !places.isEmpty()
                                        && node.areas().stream()
                                                .allMatch(area -> area.contains(places.get(0))));
    }

    /** The place, or none where the announcement names none. */
    private static Outcome<List<SkyPosition>> place(
            Place place, ExpectedVisit expected, DetectorRegions regions) {
        var visit = expected.visit();
        return switch (visit.coordinateSystem()) {
            case NONE -> Outcome.done(List.of());
            case ICRS ->
                    place == Place.BORESIGHT
                            ? Outcome.done(List.of(new SkyPosition(visit.raDeg(), visit.decDeg())))
                            : middle(visit, expected, regions);
            default -> invalid("a position in " + visit.coordinateSystem() + " is of no use");
        };
    }

    private static Outcome<List<SkyPosition>> middle(
            NextVisit visit, ExpectedVisit expected, DetectorRegions regions) {
        if (visit.rotationSystem() == RotationSystem.NONE) {
            return Outcome.done(List.of());
        }
        if (visit.rotationSystem() != RotationSystem.SKY) {
            return invalid("a camera angle in " + visit.rotationSystem() + " is of no use");
        }
        return regions.predict(expected)
                .map(corners -> Outcome.done(List.of(middle(corners))))
                .orElseGet(
                        () ->
                                invalid(
                                        "where "
                                                + expected.key()
                                                + " looks is not known: does the camera's geometry"
                                                + " have this detector?"));
    }

    private static SkyPosition middle(List<Double> corners) {
        var sum = new UnitVector(0, 0, 0);
        for (int i = 0; i < corners.size(); i += 2) {
            sum = sum.plus(new SkyPosition(corners.get(i), corners.get(i + 1)).toUnitVector());
        }
        return sum.normalized().toPosition();
    }

    private static <T> Outcome<T> invalid(String why) {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.INVALID, why));
    }
}
