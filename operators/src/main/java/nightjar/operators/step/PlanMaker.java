// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Planned;
import nightjar.model.Raw;
import nightjar.model.Stored;
import nightjar.model.port.Alerts;
import nightjar.model.port.Apdb;
import nightjar.model.port.Butler;
import nightjar.model.port.Plans;
import nightjar.model.port.Products;
import nightjar.model.port.Products.CutoutReader;

/** Decides all that a commit will do, and writes it down once, before anything is done. */
public final class PlanMaker {

    private final Products products;
    private final Alerts alerts;
    private final Butler butler;
    private final Plans plans;

    public PlanMaker(Products products, Alerts alerts, Butler butler, Plans plans) {
        this.products = products;
        this.alerts = alerts;
        this.butler = butler;
        this.plans = plans;
    }

    Outcome<Planned> make(Forced forced) {
        var associated = forced.associated();
        var product = associated.differenced().product();
        var export = butler.export(associated.differenced());
        return exportable(product, export)
                .then(exports -> products.cutouts(product))
                .then(reader -> keep(forced, export, reader))
                .map(
                        plan ->
                                new Planned(
                                        associated.cleared(),
                                        plan,
                                        associated.storeTimeMjdTai(),
                                        associated.counts()));
    }

    /** After the claim it would be too late to find that a file to export was never made. */
    private Outcome<List<String>> exportable(Stored product, Butler.Export export) {
        var files =
                export.exports().stream()
                        .filter(file -> !file.isOfRows())
                        .map(Plans.Export::entry)
                        .toList();
        return products.missing(product, files)
                .then(
                        missing ->
                                missing.isEmpty()
                                        ? Outcome.done(files)
                                        : Outcome.lost(
                                                Loss.failed(
                                                        "the image worker left no "
                                                                + String.join(", ", missing)
                                                                + " to export (see docs/payload.md)")));
    }

    private Outcome<Stored> keep(Forced forced, Butler.Export export, CutoutReader cutouts) {
        try (cutouts) {
            return plans.keep(plan(forced, export), new VisitAlerts(alerts, cutouts, forced));
        } catch (Alerts.TooLarge e) {
            return Outcome.lost(Loss.failed(String.valueOf(e.getMessage())));
        }
    }

    private Plans.Plan plan(Forced forced, Butler.Export export) {
        var associated = forced.associated();
        var cleared = associated.cleared();
        var ready = cleared.differenced().ready();
        return new Plans.Plan(
                cleared.key(),
                new Apdb.Rows(
                        cleared.visitId(),
                        cleared.key().detector(),
                        associated.storeTimeMjdTai(),
                        associated.rows().diaObjects(),
                        associated.rows().diaSources(),
                        forced.rows()),
                associated.refreshed().prior().sha256(),
                export.record(),
                export.exports(),
                ready.readoutEndMillis(),
                ready.raws().stream().mapToLong(Raw::seenMillis).max().orElse(0),
                associated.without(),
                cleared.orderGivenUp());
    }
}
