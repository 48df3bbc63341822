// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.Outcome;

/**
 * Which detectors an announcement goes to (lsst-sqre/next_visit_fan_out, main.py).
 *
 * @param cameras the cameras that are served, by the Butler's short name
 * @param only when it is not empty: the groups that are served, and of each these detectors instead
 *     of its camera's
 */
public record FanOutRule(Map<String, Camera> cameras, Map<String, List<Integer>> only)
        implements Serializable {

    /**
     * One camera's detectors.
     *
     * @param active detectors of an ordinary visit; none means that only test visits are served
     * @param tests salIndex of a test visit → the detectors it goes to
     */
    public record Camera(List<Integer> active, Map<? extends Number, List<Integer>> tests)
            implements Serializable {
        public Camera {
            active = sorted(active);
            tests =
                    tests.entrySet().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            test -> test.getKey().longValue(),
                                            test -> sorted(test.getValue())));
        }

        private List<Integer> detectors(long salIndex) {
            var test = tests.get(salIndex);
            return test == null ? active : test;
        }

        private static List<Integer> sorted(List<Integer> detectors) {
            return detectors.stream().distinct().sorted().toList();
        }
    }

    public FanOutRule {
        cameras = Map.copyOf(cameras);
        only = Map.copyOf(only);
    }

    public FanOutRule(Map<String, Camera> cameras) {
        this(cameras, Map.of());
    }

    /** The same cameras, of which these groups' detectors are served and nothing else. */
    public FanOutRule only(Map<String, List<Integer>> detectorsOfGroups) {
        return new FanOutRule(cameras, detectorsOfGroups);
    }

    /** One camera without test visits. */
    public static FanOutRule of(String instrument, List<Integer> active) {
        return new FanOutRule(Map.of(instrument, new Camera(active, Map.of())));
    }

    /**
     * The detectors, in order; or {@code Lost} IGNORABLE, the reason's first word being the class
     * to count it under.
     */
    public Outcome<List<Integer>> detectors(NextVisit visit) {
        if (visit.instrument().isBlank()) {
            return Outcome.lost(Loss.ignored("empty instrument: no observation"));
        }
        var camera = cameras.get(visit.instrument());
        if (camera == null) {
            return unsupported(visit);
        }
        var detectors =
                only.isEmpty()
                        ? camera.detectors(visit.salIndex())
                        : only.getOrDefault(visit.group(), List.of());
        return detectors.isEmpty() ? unsupported(visit) : Outcome.done(detectors);
    }

    private static Outcome<List<Integer>> unsupported(NextVisit visit) {
        return Outcome.lost(
                Loss.ignored(
                        "unsupported instrument "
                                + visit.instrument()
                                + ", salIndex "
                                + visit.salIndex()
                                + ", group "
                                + visit.group()));
    }
}
