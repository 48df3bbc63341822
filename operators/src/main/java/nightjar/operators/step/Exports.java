// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.model.ForVisitDetector;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Plans;
import nightjar.model.port.Products;

/** Puts the files of a plan into their final places; again and again if need be. */
public final class Exports {

    private final Products products;
    private final ObjectStore store;
    private final Path scratch;

    public Exports(Products products, ObjectStore store, Path scratch) {
        this.products = products;
        this.store = store;
        this.scratch = scratch;
    }

    /** The answer is how many. */
    Outcome<Integer> put(ForVisitDetector of, List<Plans.Export> exports) {
        if (exports.isEmpty()) {
            return Outcome.done(0);
        }
        return Scratch.of(of, scratch, "product")
                .then(
                        folder -> {
                            try (folder) {
                                return products.unpack(
                                                exports.get(0).product(), folder.path("product"))
                                        .then(product -> put(exports, product));
                            }
                        });
    }

    private Outcome<Integer> put(List<Plans.Export> exports, Path product) {
        for (var export : exports) {
            var file = product.resolve(export.entry());
            if (!Files.isRegularFile(file)) {
                return Outcome.lost(
                        Loss.failed(
                                export.product().uri()
                                        + " holds no "
                                        + export.entry()
                                        + " to export"));
            }
            var put = store.putFile(export.uri(), file);
            if (put instanceof Outcome.Lost<String> lost) {
                return Outcome.lost(lost.loss());
            }
        }
        return Outcome.done(exports.size());
    }
}
