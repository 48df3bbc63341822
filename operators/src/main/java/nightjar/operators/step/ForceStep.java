// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightjar.model.Associated;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Forced;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Catalogues;
import nightjar.model.port.Catalogues.Table;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.Port;
import nightjar.model.port.Products;

/**
 * Measures the flux where objects are known to be, at the positions that association has just
 * updated. A place is kept when it is on the image, or its object was seen just now (lsst/
 * ap_association, diaForcedSource).
 */
public final class ForceStep implements Port<Associated, Forced> {

    static final String TABLE = "diaForcedSources";

    private final Products products;
    private final ImageWorkers workers;
    private final Catalogues catalogues;
    private final SourceIds ids;
    private final Path scratch;

    public ForceStep(
            Products products,
            ImageWorkers workers,
            Catalogues catalogues,
            SourceIds ids,
            Path scratch) {
        this.products = products;
        this.workers = workers;
        this.catalogues = catalogues;
        this.ids = ids;
        this.scratch = scratch;
    }

    @Override
    public Outcome<Forced> ask(Associated associated, Deadline deadline)
            throws InterruptedException {
        if (associated.positions() == 0) {
            return keep(associated, List.of());
        }
        var tables = catalogues.read(associated.rows()).map(RowsToStore::read);
        var measured = Ask.then(tables, rows -> measure(associated, rows, deadline));
        return measured.then(rows -> keep(associated, rows));
    }

    private Outcome<List<Columns>> measure(
            Associated associated, RowsToStore rows, Deadline deadline)
            throws InterruptedException {
        return Ask.then(
                Scratch.of(associated, scratch, "work"),
                folder -> {
                    try (folder) {
                        var work = folder.path("work");
                        var positions = work.resolve("positions.csv");
                        var ready =
                                products.unpack(associated.differenced().product(), work)
                                        .then(unpacked -> write(rows.toForce(), positions));
                        var forced =
                                Ask.then(ready, at -> workers.force(work, positions, deadline));
                        return forced.then(file -> read(associated, rows, file));
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

    private Outcome<List<Columns>> read(Associated associated, RowsToStore rows, Path file) {
        try {
            var measured = ForcedCsv.read(file);
            return isAnswer(measured, rows.toForce())
                    ? Outcome.done(rows(associated, rows, measured))
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

    private List<Columns> rows(
            Associated associated, RowsToStore rows, List<ForcedCsv.Measured> measured) {
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
        int detector = associated.key().detector();
        var place =
                Map.of(
                        "diaForcedSourceId", ids.of(associated.visitId(), detector, row),
                        "diaObjectId", flux.diaObjectId(),
                        "visit", associated.visitId(),
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

    private Outcome<Forced> keep(Associated associated, List<Columns> rows) {
        return catalogues
                .keep(List.of(new Table(TABLE, rows)))
                .map(kept -> new Forced(associated, kept, rows.size()));
    }

    private static Loss broken(String why) {
        return new Loss(Ending.FAILED, Cause.RETRIABLE, why);
    }
}
