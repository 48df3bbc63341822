// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.model.ForVisitDetector;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Catalogues;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Plans;
import nightjar.model.port.Plans.Plan;
import nightjar.model.port.Products;

/** Puts the files of a plan into their final places; again and again if need be. */
public final class Exports {

    private final Products products;
    private final Catalogues catalogues;
    private final ObjectStore store;
    private final Path scratch;

    public Exports(Products products, Catalogues catalogues, ObjectStore store, Path scratch) {
        this.products = products;
        this.catalogues = catalogues;
        this.store = store;
        this.scratch = scratch;
    }

    /** The answer is how many. */
    Outcome<Integer> put(ForVisitDetector of, Plan plan) {
        if (plan.exports().isEmpty()) {
            return Outcome.done(0);
        }
        return Scratch.of(of, scratch, "product", "rows")
                .then(
                        folder -> {
                            try (folder) {
                                return unpacked(plan, folder.path("product"))
                                        .then(product -> put(plan, product, folder.path("rows")));
                            }
                        });
    }

    private Outcome<Path> unpacked(Plan plan, Path into) {
        return plan.exports().stream()
                .filter(export -> !export.isOfRows())
                .findFirst()
                .map(export -> products.unpack(export.product(), into))
                .orElse(Outcome.done(into));
    }

    private Outcome<Integer> put(Plan plan, Path product, Path rows) {
        for (var export : plan.exports()) {
            var put =
                    file(export, plan, product, rows)
                            .then(file -> store.putFile(export.uri(), file));
            if (put instanceof Outcome.Lost<String> lost) {
                return Outcome.lost(lost.loss());
            }
        }
        return Outcome.done(plan.exports().size());
    }

    private Outcome<Path> file(Plans.Export export, Plan plan, Path product, Path rows) {
        if (export.isOfRows()) {
            return catalogue(export.entry(), plan, rows.resolve(export.entry()));
        }
        var file = product.resolve(export.entry());
        return Files.isRegularFile(file)
                ? Outcome.done(file)
                : Outcome.lost(
                        Loss.failed(
                                export.product().uri()
                                        + " holds no "
                                        + export.entry()
                                        + " to export"));
    }

    private Outcome<Path> catalogue(String name, Plan plan, Path file) {
        try {
            catalogues.write(name, plan.key(), plan.rows(), file);
            return Outcome.done(file);
        } catch (IOException e) {
            return Outcome.lost(Scratch.trouble("write " + file, e));
        }
    }
}
