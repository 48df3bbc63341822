// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.ObjectStore;
import nightjar.model.time.Tai;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before the night and again at each new observing day, whether the Butler's repository is
 * ready: a dataset of a type that is not registered would stop the Butler's writer for good, so
 * that it is not exported. What was never known is not held against anybody. Safe for use by
 * several threads.
 */
public final class Dusk {

    private static final Logger LOG = LoggerFactory.getLogger(Dusk.class);

    private static final long LOOK_AGAIN_MILLIS = Duration.ofMinutes(5).toMillis();

    /**
     * What is looked for.
     *
     * @param manifest URI of what the daily init job wrote; empty looks for nothing
     * @param instrument the Butler's short name
     * @param pipelines those that may run
     * @param deployment last part of the runs' names
     * @param files what is to be exported
     */
    public record Wanted(
            String manifest,
            String instrument,
            List<String> pipelines,
            String deployment,
            List<ButlerFile> files) {
        public Wanted {
            requireNonNull(manifest, "manifest");
            pipelines = List.copyOf(pipelines);
            files = List.copyOf(files);
        }
    }

    /**
     * What was found, in lines for a person.
     *
     * @param refused dataset types that cannot be exported
     * @param missing what the night can do without
     */
    public record Found(List<String> refused, List<String> missing) {
        public Found {
            refused = List.copyOf(refused);
            missing = List.copyOf(missing);
        }
    }

    private record Look(LocalDate day, long atMillis, boolean ready, List<ButlerFile> files) {}

    private final ObjectStore store;
    private final Wanted wanted;
    private final InstantSource clock;
    private Look last;

    public Dusk(ObjectStore store, Wanted wanted, InstantSource clock) {
        this.store = store;
        this.wanted = wanted;
        this.clock = clock;
        this.last = new Look(LocalDate.MIN, 0, wanted.manifest().isEmpty(), wanted.files());
    }

    /** The files that may be exported on this observing day. */
    public synchronized List<ButlerFile> files(LocalDate day) {
        if (isDue(day)) {
            last = look(day);
        }
        return last.files();
    }

    /** Once a day, and every few minutes while something is amiss. */
    private boolean isDue(LocalDate day) {
        if (wanted.manifest().isEmpty()) {
            return false;
        }
        boolean later = clock.millis() - last.atMillis() >= LOOK_AGAIN_MILLIS;
        return day.isAfter(last.day()) || (!last.ready() && later);
    }

    private Look look(LocalDate day) {
        var read = manifest();
        var found = read.map(manifest -> found(manifest, day)).fold(it -> it, Dusk::unknown);
        found.refused().forEach(why -> LOG.error("the Butler's {}; it is not exported", why));
        found.missing().forEach(why -> LOG.warn("the Butler at dusk: {}", why));
        // What an earlier look refused stays refused until a later one says otherwise.
        var files = read.map(manifest -> allowed(manifest)).fold(it -> it, loss -> last.files());
        boolean ready = found.refused().isEmpty() && found.missing().isEmpty();
        return new Look(day, clock.millis(), ready, files);
    }

    private List<ButlerFile> allowed(Manifest manifest) {
        return wanted.files().stream().filter(it -> manifest.refusal(it).isEmpty()).toList();
    }

    /** What is found at this moment. */
    public Found found() {
        if (wanted.manifest().isEmpty()) {
            return new Found(
                    List.of(),
                    List.of("butler.manifest names nothing, so the repository is not looked at"));
        }
        var today = Tai.dayObs(Tai.mjdTaiOfUtcMillis(clock.millis()));
        return manifest().map(manifest -> found(manifest, today)).fold(it -> it, Dusk::unknown);
    }

    private static Found unknown(Loss loss) {
        return new Found(List.of(), List.of(loss.why()));
    }

    private Outcome<Manifest> manifest() {
        return store.get(wanted.manifest())
                .then(Manifest::read)
                .mapLoss(
                        loss ->
                                new Loss(
                                        loss.ending(),
                                        loss.cause(),
                                        "butler.manifest %s cannot be read, so the repository is"
                                                        .formatted(wanted.manifest())
                                                + " not looked at: "
                                                + loss.why()));
    }

    private Found found(Manifest manifest, LocalDate day) {
        var refused = new ArrayList<String>();
        wanted.files().forEach(file -> manifest.refusal(file).ifPresent(refused::add));
        var runs =
                wanted.pipelines().stream()
                        .map(it -> RunNames.run(wanted.instrument(), day, it, wanted.deployment()))
                        .toList();
        return new Found(refused, manifest.missing(wanted.instrument(), day, runs));
    }
}
