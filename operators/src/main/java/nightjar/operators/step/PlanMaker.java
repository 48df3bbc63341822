// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.Forced;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Alerts;
import nightjar.model.port.Apdb;
import nightjar.model.port.Butler;
import nightjar.model.port.Catalogues;
import nightjar.model.port.Plans;
import nightjar.model.port.Products;

/** Decides all that a commit will do, and writes it down once, before anything is done. */
public final class PlanMaker {

    private final Catalogues catalogues;
    private final Products products;
    private final Alerts alerts;
    private final Butler butler;
    private final Plans plans;

    public PlanMaker(
            Catalogues catalogues, Products products, Alerts alerts, Butler butler, Plans plans) {
        this.catalogues = catalogues;
        this.products = products;
        this.alerts = alerts;
        this.butler = butler;
        this.plans = plans;
    }

    Outcome<Stored> make(Forced forced) {
        return catalogues
                .read(forced.associated().rows())
                .map(RowsToStore::read)
                .then(
                        rows ->
                                catalogues
                                        .read(forced.forced())
                                        .map(tables -> PriorRows.rows(tables, ForceStep.TABLE))
                                        .then(now -> keep(forced, rows, now)));
    }

    private Outcome<Stored> keep(Forced forced, RowsToStore rows, List<Columns> forcedNow) {
        return products.cutouts(forced.differenced().product())
                .then(
                        cutouts -> {
                            try (cutouts) {
                                return plans.keep(
                                        plan(forced, rows, forcedNow),
                                        new VisitAlerts(alerts, cutouts, rows, forcedNow));
                            } catch (Alerts.TooLarge e) {
                                return Outcome.lost(Loss.failed(String.valueOf(e.getMessage())));
                            }
                        });
    }

    private Plans.Plan plan(Forced forced, RowsToStore rows, List<Columns> forcedNow) {
        var ready = forced.differenced().ready();
        var export = butler.export(forced.differenced());
        return new Plans.Plan(
                forced.key(),
                new Apdb.Rows(
                        forced.visitId(),
                        forced.key().detector(),
                        forced.associated().storeTimeMjdTai(),
                        rows.diaObjects(),
                        rows.diaSources(),
                        forcedNow),
                forced.associated().refreshed().prior().sha256(),
                export.record(),
                export.exports(),
                ready.readoutEndMillis(),
                ready.raws().stream().mapToLong(Raw::seenMillis).max().orElse(0));
    }
}
