// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.Products;

/**
 * Measures the flux where objects are known to be, at the positions that association has just
 * updated. A place is kept when it is on the image, or its object was seen just now (lsst/
 * ap_association, diaForcedSource).
 */
public final class ForceStep {

    private final Products products;
    private final ImageWorkers workers;
    private final SourceIds ids;
    private final Path scratch;

    public ForceStep(Products products, ImageWorkers workers, SourceIds ids, Path scratch) {
        this.products = products;
        this.workers = workers;
        this.ids = ids;
        this.scratch = scratch;
    }

    Outcome<Forced> of(Associated associated, Deadline deadline) throws InterruptedException {
        if (associated.rows().toForce().isEmpty()) {
            return Outcome.done(new Forced(associated, List.of()));
        }
        return measure(associated, deadline).map(rows -> new Forced(associated, rows));
    }

    private Outcome<List<Columns>> measure(Associated associated, Deadline deadline)
            throws InterruptedException {
        return Ask.then(
                Scratch.of(associated.cleared(), scratch, "work"),
                folder -> {
                    try (folder) {
                        var work = folder.path("work");
                        var positions = work.resolve("positions.csv");
                        var ready =
                                products.unpack(associated.differenced().product(), work)
                                        .then(
                                                unpacked ->
                                                        write(
                                                                associated.rows().toForce(),
                                                                positions));
                        var forced =
                                Ask.then(ready, at -> workers.force(work, positions, deadline));
                        return forced.then(file -> read(associated, file));
                    }
                });
    }

    private static Outcome<Path> write(List<Columns> objects, Path positions) {
        try {
            ForcedCsv.writePositions(objects, positions);
            return Outcome.done(positions);
        } catch (IOException e) {
            return Outcome.lost(Scratch.trouble("write " + positions, e));
        }
    }

    private Outcome<List<Columns>> read(Associated associated, Path file) {
        try {
            var measured = ForcedCsv.read(file);
            return isAnswer(measured, associated.rows().toForce())
                    ? Outcome.done(rows(associated, measured))
                    : Outcome.lost(broken("forced.csv is not of the positions it was asked for"));
        } catch (IOException e) {
            return Outcome.lost(broken("forced.csv cannot be read: " + e.getMessage()));
        }
    }

    private static boolean isAnswer(List<ForcedCsv.Measured> measured, List<Columns> asked) {
        return measured.stream()
                .map(ForcedCsv.Measured::diaObjectId)
                .toList()
                .equals(asked.stream().map(row -> row.whole("diaObjectId", 0)).toList());
    }

    private List<Columns> rows(Associated associated, List<ForcedCsv.Measured> measured) {
        var rows = associated.rows();
        Set<Long> seenNow = new HashSet<>();
        rows.diaSources().forEach(source -> seenNow.add(source.whole("diaObjectId", 0)));
        var forced = new ArrayList<Columns>();
        for (int place = 0; place < measured.size(); place++) {
            var flux = measured.get(place);
            if (flux.inside() || seenNow.contains(flux.diaObjectId())) {
                forced.add(row(associated, rows.toForce().get(place), flux, forced.size()));
            }
        }
        return forced;
    }

    private Columns row(Associated associated, Columns object, ForcedCsv.Measured flux, int row) {
        long visit = associated.cleared().visitId();
        int detector = associated.cleared().key().detector();
        var place =
                Map.of(
                        "diaForcedSourceId", ids.of(visit, detector, row),
                        "diaObjectId", flux.diaObjectId(),
                        "visit", visit,
                        "detector", detector,
                        "ra", object.number("ra"),
                        "dec", object.number("dec"),
                        "band", associated.differenced().band(),
                        "midpointMjdTai", associated.differenced().midpointMjdTai(),
                        "timeProcessedMjdTai", associated.storeTimeMjdTai());
        return new Columns(place)
                .with("psfFlux", flux.psfFlux())
                .with("psfFluxErr", flux.psfFluxErr())
                .with("scienceFlux", flux.scienceFlux())
                .with("scienceFluxErr", flux.scienceFluxErr());
    }

    private static Loss broken(String why) {
        return new Loss(Ending.FAILED, Cause.RETRIABLE, why);
    }
}
