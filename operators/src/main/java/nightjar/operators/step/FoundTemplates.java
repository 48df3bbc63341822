// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.CoordinateSystem;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.RotationSystem;
import nightjar.model.port.Deadline;
import nightjar.model.port.DetectorRegions;
import nightjar.model.port.Templates;

/**
 * The templates to difference against: those preloaded or, when there are none or the exposure was
 * taken through another filter than announced, those of where the exposure says it looked.
 */
public final class FoundTemplates {

    private final Templates templates;
    private final DetectorRegions regions;

    public FoundTemplates(Templates templates, DetectorRegions regions) {
        this.templates = templates;
        this.regions = regions;
    }

    Outcome<List<String>> of(ReadyVisit ready, Deadline deadline) throws InterruptedException {
        var preloaded = ready.preloaded();
        var raw = ready.raws().get(0);
        if (!preloaded.templates().isEmpty() && isAnnounced(raw, preloaded.expected().visit())) {
            return Outcome.done(preloaded.templates());
        }
        var exposed = exposed(preloaded.expected(), raw);
        var corners = regions.predict(exposed);
        if (corners.isEmpty()) {
            return Outcome.lost(
                    Loss.failed(
                            "no template can be looked up: neither announcement nor exposure tell"
                                    + " where detector "
                                    + ready.key().detector()
                                    + " looked"));
        }
        var filter = exposed.visit().filters();
        var found =
                templates.overlapping(ready.key().instrument(), filter, corners.get(), deadline);
        return found.then(uris -> uris.isEmpty() ? none(ready, filter) : Outcome.done(uris));
    }

    private static Outcome<List<String>> none(ReadyVisit ready, String filter) {
        return Outcome.lost(
                Loss.failed(
                        "no template overlaps visit %d detector %d in %s; add one to the template index"
                                .formatted(
                                        ready.visit(),
                                        ready.key().detector(),
                                        filter.isEmpty() ? "an unknown filter" : filter)));
    }

    private static boolean isAnnounced(Raw raw, NextVisit visit) {
        return raw.filter().isEmpty() || Filters.accepted(visit.filters()).contains(raw.filter());
    }

    /** The expectation as it would have been announced, had one known the exposure. */
    private static ExpectedVisit exposed(ExpectedVisit expected, Raw raw) {
        var visit = expected.visit();
        boolean placed =
                Double.isFinite(raw.boresightRaDeg()) && Double.isFinite(raw.boresightDecDeg());
        boolean turned = Double.isFinite(raw.rotationDeg());
        return new ExpectedVisit(
                expected.key(),
                new NextVisit(
                        visit.instrument(),
                        visit.group(),
                        visit.salIndex(),
                        visit.scriptSalIndex(),
                        placed ? CoordinateSystem.ICRS : visit.coordinateSystem(),
                        placed ? raw.boresightRaDeg() : visit.raDeg(),
                        placed ? raw.boresightDecDeg() : visit.decDeg(),
                        visit.startTaiS(),
                        turned ? RotationSystem.SKY : visit.rotationSystem(),
                        turned ? raw.rotationDeg() : visit.cameraAngleDeg(),
                        raw.filter().isEmpty() ? visit.filters() : raw.filter(),
                        visit.durationS(),
                        visit.nimages(),
                        visit.survey(),
                        visit.totalCheckpoints(),
                        visit.sentTaiS(),
                        visit.efdUtcS()),
                expected.settings(),
                expected.fannedOutMillis());
    }
}
