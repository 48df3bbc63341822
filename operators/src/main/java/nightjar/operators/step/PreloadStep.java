// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import nightjar.model.ExpectedVisit;
import nightjar.model.Outcome;
import nightjar.model.PreloadSeconds;
import nightjar.model.Preloaded;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.Port;
import nightjar.model.port.Templates;

/**
 * Decides whether a visit-detector is wanted at all, which can end it here; then looks up the
 * templates of where a detector will look, and fetches them before the shutter opens. Whatever
 * fails there is tried again when the image is there: it is noted, and never an end.
 */
public final class PreloadStep implements Port<ExpectedVisit, Preloaded> {

    private final WantedPipelines wanted;
    private final DetectorRegions regions;
    private final Templates templates;
    private final TemplateCache cache;
    private final InstantSource clock;

    public PreloadStep(
            WantedPipelines wanted,
            DetectorRegions regions,
            Templates templates,
            TemplateCache cache,
            InstantSource clock) {
        this.wanted = wanted;
        this.regions = regions;
        this.templates = templates;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Outcome<Preloaded> ask(ExpectedVisit expected, Deadline deadline)
            throws InterruptedException {
        var unwanted = wanted.main(expected).asLoss();
        if (unwanted.isPresent()) {
            return Outcome.done(Preloaded.refused(expected, unwanted.get(), clock.millis()));
        }
        return wanted.isPrepared(expected)
                ? prepared(expected, deadline, clock.millis())
                : without(expected, "no preprocessing is configured for it");
    }

    private Outcome<Preloaded> prepared(ExpectedVisit expected, Deadline deadline, long beganMillis)
            throws InterruptedException {
        var filters = Filters.accepted(expected.visit().filters());
        if (filters.isEmpty()) {
            return without(expected, "the announcement names no filter");
        }
        var corners = regions.predict(expected);
        if (corners.isEmpty()) {
            return without(expected, "the announcement does not tell where the detector looks");
        }
        var uris = new ArrayList<String>();
        for (var filter : filters) {
            var found =
                    templates.overlapping(
                            expected.key().instrument(), filter, corners.get(), deadline);
            if (found instanceof Outcome.Lost<List<String>> lost) {
                return without(expected, lost.loss().why());
            }
            found.match(uris::addAll, loss -> {});
        }
        long foundMillis = clock.millis();
        var without = uris.isEmpty() ? "no template overlaps" : prefetch(uris, deadline);
        long readyMillis = clock.millis();
        return Outcome.done(
                new Preloaded(expected, uris, List.of(), without, readyMillis)
                        .within(
                                new PreloadSeconds(
                                        (readyMillis - beganMillis) / 1e3,
                                        (foundMillis - beganMillis) / 1e3,
                                        (readyMillis - foundMillis) / 1e3)));
    }

    /** What could not be fetched, and why; empty when all is there. */
    private String prefetch(List<String> uris, Deadline deadline) {
        var enough = deadline.left().dividedBy(3);
        for (var uri : uris) {
            if (isLess(deadline.left(), enough)) {
                return "no time to fetch " + uri;
            }
            var fetched = cache.prefetch(uri).asLoss();
            if (fetched.isPresent()) {
                return fetched.get().why();
            }
        }
        return "";
    }

    private Outcome<Preloaded> without(ExpectedVisit expected, String why) {
        return Outcome.done(Preloaded.without(expected, why, clock.millis()));
    }

    private static boolean isLess(Duration one, Duration other) {
        return one.compareTo(other) < 0;
    }
}
