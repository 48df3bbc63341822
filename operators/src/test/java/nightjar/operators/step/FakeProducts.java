// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Products;

/** Products that are nothing but rows, footprints and one named file. */
final class FakeProducts implements Products {

    static final byte[] NO_BYTES = {};

    private final Map<Stored, List<Columns>> rows = new HashMap<>();
    private final Map<Stored, List<double[]>> boxes = new HashMap<>();
    final List<Path> kept = new ArrayList<>();
    final List<String> absent = new ArrayList<>();
    Optional<Loss> trouble = Optional.empty();

    /** A product with these sources. */
    Stored with(List<Columns> sources, List<double[]> footprints) {
        var stored = new Stored("mem://product/" + rows.size(), "p" + rows.size(), 1);
        rows.put(stored, sources);
        boxes.put(stored, footprints);
        return stored;
    }

    Stored with(List<Columns> sources) {
        return with(sources, Sky.boxes(sources));
    }

    @Override
    public Outcome<Stored> keep(Path work) {
        kept.add(work);
        return answer(with(List.of()));
    }

    @Override
    public Outcome<Path> unpack(Stored product, Path into) {
        try {
            Files.writeString(into.resolve("difference.fits"), "pixels of " + product.uri());
            return answer(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<List<String>> missing(Stored product, List<String> files) {
        return answer(files.stream().filter(absent::contains).toList());
    }

    @Override
    public Outcome<List<Columns>> diaSources(Stored product) {
        return answer(rows.getOrDefault(product, List.of()));
    }

    @Override
    public Outcome<List<double[]>> footprints(Stored product) {
        return answer(boxes.getOrDefault(product, List.of()));
    }

    @Override
    public Outcome<CutoutReader> cutouts(Stored product) {
        return answer(
                new CutoutReader() {
                    @Override
                    public Cutouts of(int source) {
                        return new Cutouts(
                                ("cutout " + source).getBytes(UTF_8), NO_BYTES, NO_BYTES);
                    }

                    @Override
                    public void close() {}
                });
    }

    private <T> Outcome<T> answer(T value) {
        return trouble.isPresent() ? Outcome.lost(trouble.get()) : Outcome.done(value);
    }
}
