// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;

/** Brings what an image worker needs into one scratch folder. */
public final class Inputs {

    /** A FITS file is made of blocks of this size (FITS standard 4.0, section 3.1). */
    private static final int FITS_BLOCK = 2880;

    private final ObjectStore store;
    private final TemplateCache cache;

    public Inputs(ObjectStore store, TemplateCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /** Folders that {@link #gather} needs. */
    static String[] folders() {
        return new String[] {"raws", "templates", "calibrations", "work"};
    }

    Outcome<ImageWorkers.Request> gather(
            ReadyVisit ready, List<String> templates, Scratch scratch) {
        // While an image is not to be had, nothing is copied beside it.
        return each(ready.raws(), raw -> snap(raw, scratch.path("raws")))
                .then(snaps -> beside(ready, snaps, templates, scratch));
    }

    private Outcome<ImageWorkers.Request> beside(
            ReadyVisit ready, List<Path> snaps, List<String> templates, Scratch scratch) {
        var copied = copies(templates, scratch.path("templates"));
        var calibrations = copies(ready.preloaded().calibrations(), scratch.path("calibrations"));
        return copied.then(t -> calibrations.map(c -> request(ready, snaps, t, c, scratch)));
    }

    private static ImageWorkers.Request request(
            ReadyVisit ready,
            List<Path> snaps,
            List<Path> templates,
            List<Path> calibrations,
            Scratch scratch) {
        return new ImageWorkers.Request(
                ready.visit(),
                ready.key().detector(),
                Filters.band(ready.raws().get(0).filter()),
                snaps,
                templates,
                calibrations,
                scratch.path("work"));
    }

    private Outcome<List<Path>> copies(List<String> uris, Path folder) {
        return each(uris, uri -> cache.copyInto(uri, folder));
    }

    private Outcome<Path> snap(Raw raw, Path folder) {
        var name = raw.snap() + "-" + raw.uri().substring(raw.uri().lastIndexOf('/') + 1);
        return store.fetch(raw.uri(), folder.resolve(name))
                .mapLoss(loss -> ObjectStore.isNotFound(loss) ? notYet(raw) : loss)
                .then(
                        file ->
                                new File(file.toString()).length() < FITS_BLOCK
                                        ? Outcome.lost(truncated(raw))
                                        : Outcome.done(file));
    }

    /** Who told of it has seen it; a store of several servers may show it a little later. */
    private static Loss notYet(Raw raw) {
        return Loss.transientTrouble(
                ObjectStore.NOT_FOUND + ", though the bucket or Presence told of it: " + raw.uri());
    }

    private static Loss truncated(Raw raw) {
        return new Loss(
                Ending.FAILED,
                Cause.POISON,
                "TRUNCATED: " + raw.uri() + " is shorter than one FITS block");
    }

    private static <T> Outcome<List<Path>> each(List<T> things, Function<T, Outcome<Path>> bring) {
        var paths = new ArrayList<Path>();
        for (var thing : things) {
            var brought = bring.apply(thing);
            if (brought instanceof Outcome.Lost<Path> lost) {
                return Outcome.lost(lost.loss());
            }
            brought.match(paths::add, loss -> {});
        }
        return Outcome.done(paths);
    }
}
