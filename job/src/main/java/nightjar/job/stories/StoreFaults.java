// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nightjar.sandbox.faults.Front;
import nightjar.sandbox.faults.Meddling;

/** Stories of an object store that does not give what it holds, at first. */
final class StoreFaults {

    private static final String PRODUCT = "/products/";
    private static final String PLAN = "/plans/";

    private static final Duration SLOW = Duration.ofSeconds(6);

    private StoreFaults() {}

    static List<Story> all() {
        return List.of(
                Fronted.STORE.story(
                        "store-404",
                        "images and sidecars are told of before the store shows them: tried again",
                        (run, front) -> {
                            eachImage(run, front, ".fits", new Meddling.Status(404), 5);
                            front.meddle("GET", "/raw/.*json$", new Meddling.Status(404), 2);
                            play(run, front, 9 * 5);
                        }),
                Fronted.STORE.story(
                        "store-503",
                        "the store refuses reads and writes for a while: tried again",
                        (run, front) -> {
                            eachImage(run, front, ".fits", new Meddling.Status(503), 3);
                            front.meddle("PUT", PRODUCT, new Meddling.Status(503), 6);
                            front.meddle("PUT", PLAN, new Meddling.Dropped(), 6);
                            play(run, front, 9 * 3 + 12);
                        }),
                Fronted.STORE.story(
                        "store-short-read",
                        "answers end in the middle of a file: noticed, and tried again",
                        (run, front) -> {
                            eachImage(run, front, ".fits", new Meddling.CutShort(), 2);
                            eachImage(run, front, ".json", new Meddling.CutShort(), 1);
                            front.meddle("GET", PRODUCT, new Meddling.CutShort(), 4);
                            play(run, front, 9 * 2);
                        }),
                Fronted.STORE.story(
                        "store-etag-mismatch",
                        "what comes is not what its ETag says: noticed, and tried again",
                        (run, front) -> {
                            eachImage(run, front, ".fits", new Meddling.BitTurned(), 2);
                            front.meddle("GET", PRODUCT, new Meddling.BitTurned(), 4);
                            front.meddle("GET", PLAN, new Meddling.BitTurned(), 4);
                            play(run, front, 9 * 2);
                        }),
                Fronted.STORE.story(
                        "store-slow",
                        "answers take longer than a call may: tried again",
                        (run, front) -> {
                            eachImage(run, front, ".json", new Meddling.Slow(SLOW), 1);
                            front.meddle("PUT", PLAN, new Meddling.Slow(SLOW), 3);
                            play(run, front, 3);
                        }),
                withoutCache(
                        Fronted.STORE.story(
                                "preload-store-down",
                                "templates are away until the images come: found then",
                                StoreFaults::preload)));
    }

    private static void eachImage(Run run, Front front, String ending, Meddling harm, int times) {
        for (var visit : run.show().visits()) {
            for (int detector : visit.detectors()) {
                front.meddle("GET", Pattern.quote(visit.key(detector, ending)), harm, times);
            }
        }
    }

    private static void play(Run run, Front front, int harm) throws Exception {
        run.start();
        run.harmed(run.world().box().pids().getOrDefault("store", 0L));
        run.show().play();
        run.awaitEnd();
        requireHarm(run, front, harm);
    }

    /** A story whose harm was not done proves nothing. */
    static void requireHarm(Run run, Front front, int least) {
        if (front.meddled() < least) {
            run.broke(
                    "harm",
                    "%d answers of %d were meddled with, of at least %d"
                            .formatted(front.meddled(), front.asked(), least));
        }
    }

    private static void preload(Run run, Front front) throws Exception {
        run.start();
        front.meddle("GET", "/templates/", new Meddling.Dropped(), Front.ALWAYS);
        for (var visit : run.show().visits()) {
            run.show().announce(visit);
        }
        run.harmed(run.world().box().pids().getOrDefault("store", 0L));
        run.await("preloads in vain", () -> front.meddled() >= run.show().visits().size());
        requireHarm(run, front, 1);
        front.behave();
        for (var visit : run.show().visits()) {
            run.show().expose(visit);
        }
        run.awaitEnd();
    }

    /** Other runs left templates in the cache that all share. */
    private static Story withoutCache(Story story) {
        return story.with(
                (world, run) -> {
                    var settings = new java.util.LinkedHashMap<>(story.settings().of(world, run));
                    var cache = world.folder(run + "-cache").toString();
                    settings.putAll(Map.of("store.cache", "\"" + cache + "\""));
                    return settings;
                });
    }
}
