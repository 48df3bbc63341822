// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a visit-detector will need, looked up before its shutter opens.
 *
 * @param expected the expectation
 * @param templates URIs of the template exposures or patches that overlap the detector's region
 * @param calibrations URIs of the calibrations that hold for it
 * @param without what could not be preloaded and why; empty when nothing is missing. The image path
 *     goes on all the same and tries again with the true region.
 * @param readyMillis UTC milliseconds since 1970 when preload ended: waiting for snaps counts from
 *     here
 * @param refused why it is not to be processed at all: one loss, or none
 * @param took how long that took
 */
public record Preloaded(
        ExpectedVisit expected,
        List<String> templates,
        List<String> calibrations,
        String without,
        long readyMillis,
        List<Loss> refused,
        PreloadSeconds took)
        implements ForVisitDetector {

    public Preloaded {
        requireNonNull(expected, "expected");
        templates = List.copyOf(templates);
        calibrations = List.copyOf(calibrations);
        requireNonNull(without, "without");
        // What was saved before there were refusals has none.
        refused = refused == null ? List.of() : List.copyOf(refused);
        took = took == null ? PreloadSeconds.NONE : took;
    }

    /** What is to be processed. */
    public Preloaded(
            ExpectedVisit expected,
            List<String> templates,
            List<String> calibrations,
            String without,
            long readyMillis) {
        this(
                expected,
                templates,
                calibrations,
                without,
                readyMillis,
                List.of(),
                PreloadSeconds.NONE);
    }

    /** Nothing could be preloaded, because of {@code why}. */
    public static Preloaded without(ExpectedVisit expected, String why, long nowMillis) {
        return new Preloaded(expected, List.of(), List.of(), why, nowMillis);
    }

    /** It is not to be processed, because of {@code why}. */
    public static Preloaded refused(ExpectedVisit expected, Loss why, long nowMillis) {
        return new Preloaded(
                expected,
                List.of(),
                List.of(),
                why.why(),
                nowMillis,
                List.of(why),
                PreloadSeconds.NONE);
    }

    /** The same, and how long it took. */
    public Preloaded within(PreloadSeconds seconds) {
        return new Preloaded(
                expected, templates, calibrations, without, readyMillis, refused, seconds);
    }

    @Override
    public VisitDetector key() {
        return expected.key();
    }
}
