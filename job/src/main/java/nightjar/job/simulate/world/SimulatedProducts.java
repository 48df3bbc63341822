// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.Products;

/** What image workers leave, and their forced photometry; no pixels. */
final class SimulatedProducts implements Products, ImageWorkers {

    private static final byte[] NO_BYTES = {};

    private final Effects effects;
    private final NightSky sky;

    SimulatedProducts(Effects effects, NightSky sky) {
        this.effects = effects;
        this.sky = sky;
    }

    /** The product of a visit-detector, always the same. */
    static Stored of(long visit, int detector) {
        return new Stored("mem://product/" + visit + "/" + detector, visit + "-" + detector, 1);
    }

    private List<NightSky.Found> found(Stored product) {
        var parts = product.uri().split("/", -1);
        return sky.sources(Long.parseLong(parts[3]), Integer.parseInt(parts[4]));
    }

    @Override
    public Outcome<Stored> keep(Path work) {
        throw new UnsupportedOperationException("a simulated night has its products");
    }

    @Override
    public Outcome<Path> unpack(Stored product, Path into) {
        return asked(
                () -> {
                    try {
                        Files.createDirectories(into);
                        Files.writeString(into.resolve("difference.fits"), product.uri());
                        return Outcome.done(into);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public Outcome<List<String>> missing(Stored product, List<String> files) {
        return Outcome.done(List.of());
    }

    @Override
    public Outcome<List<Columns>> diaSources(Stored product) {
        return asked(() -> Outcome.done(found(product).stream().map(NightSky.Found::row).toList()));
    }

    @Override
    public Outcome<List<double[]>> footprints(Stored product) {
        return asked(() -> Outcome.done(found(product).stream().map(NightSky.Found::box).toList()));
    }

    @Override
    public Outcome<CutoutReader> cutouts(Stored product) {
        var cutout = product.uri().getBytes(StandardCharsets.UTF_8);
        return Outcome.done(
                new CutoutReader() {
                    @Override
                    public Cutouts of(int source) {
                        return new Cutouts(cutout, NO_BYTES, NO_BYTES);
                    }

                    @Override
                    public void close() {}
                });
    }

    private <T> Outcome<T> asked(Supplier<Outcome<T>> answer) {
        return Effects.uninterrupted(() -> effects.look("store", answer));
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline) {
        throw new UnsupportedOperationException("a simulated night has its products");
    }

    /** Fluxes that are a function of image and object. */
    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline)
            throws InterruptedException {
        return effects.look(
                "imaging",
                () -> {
                    try {
                        var image = Files.readString(work.resolve("difference.fits"));
                        var lines = new ArrayList<String>();
                        lines.add(
                                "diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside");
                        for (var line : Files.readAllLines(positions)) {
                            if (!line.startsWith("diaObjectId")) {
                                int flux = (image + line.split(",", 2)[0]).hashCode() % 1000;
                                lines.add(line + ",1,1," + flux + ",50," + flux + ",60,true");
                            }
                        }
                        return Outcome.done(Files.write(work.resolve("forced.csv"), lines));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public void close() {}
}
