// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.faults.Front;
import nightjar.sandbox.faults.Meddling;

/** Stories of a Sattle that does not answer, or wrongly: what it did not clear is nowhere. */
final class SattleFaults {

    private static final String LISTS = "/diasource_allow_list";
    private static final int LATE_ANSWERS = 12;

    /** Longer than a call may take. */
    private static final Duration SLOW = Duration.ofSeconds(7);

    private static final int FLAPS = 4;
    private static final long FLAP_MS = 1_500;

    private SattleFaults() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                        "sattle-down",
                        "Sattle is away: all is held, nothing known; released when it is back",
                        SattleFaults::down),
                Fronted.SATTLE.story(
                        "sattle-slow",
                        "Sattle answers later than a call may take: held, left alone, asked again",
                        SattleFaults::slow),
                Story.of(
                        "sattle-flapping",
                        "Sattle comes and goes, and forgets its visits each time",
                        SattleFaults::flapping),
                Fronted.SATTLE
                        .story(
                                "sattle-wrong-list",
                                "Sattle's lists are of others, of unknown ids, torn, or no lists",
                                SattleFaults::wrong)
                        .mayDiffer(WrongLists.FEWER));
    }

    private static void down(Run run) throws Exception {
        var box = run.world().box();
        run.start();
        run.harmed(box.pids().getOrDefault("sattle", 0L));
        box.stop(Neighbour.SATTLE);
        run.show().play();
        run.await("all to be differenced", () -> Uncleared.products(run).size() == 9);
        TimeUnit.SECONDS.sleep(3);
        if (!run.reader().newest().isEmpty() || run.reader().alertCount() > 0) {
            run.broke("hold", "something ended while nobody could clear it");
        }
        if (!new ClaimWatch(run).marks().isEmpty()) {
            run.broke("hold", "something was claimed that nobody had cleared");
        }
        box.start(Neighbour.SATTLE);
        run.awaitEnd();
        Uncleared.requireNowhere(run);
    }

    private static void slow(Run run, Front front) throws Exception {
        run.start();
        front.meddle("PUT", LISTS, new Meddling.Slow(SLOW), LATE_ANSWERS);
        run.harmed(run.world().box().pids().getOrDefault("sattle", 0L));
        run.show().play();
        run.awaitEnd();
        StoreFaults.requireHarm(run, front, 5);
        Uncleared.requireNowhere(run);
    }

    private static void flapping(Run run) throws Exception {
        var box = run.world().box();
        run.start();
        run.harmed(box.pids().getOrDefault("sattle", 0L));
        box.stop(Neighbour.SATTLE);
        run.show().begin();
        for (int flap = 0; flap < FLAPS; flap++) {
            TimeUnit.MILLISECONDS.sleep(FLAP_MS);
            box.start(Neighbour.SATTLE);
            TimeUnit.MILLISECONDS.sleep(FLAP_MS);
            if (flap < FLAPS - 1) {
                box.stop(Neighbour.SATTLE);
            }
        }
        run.awaitEnd();
        Uncleared.requireNowhere(run);
    }

    private static void wrong(Run run, Front front) throws Exception {
        var last = run.show().visit(StoryNight.VISITS - 1);
        var world = run.world();
        long withheld =
                WrongLists.VICTIM
                        .oftenSeen(world.night(), world.undisturbed())
                        .orElseThrow(
                                () -> new IllegalStateException("nothing there to be withheld"));
        var lists = new WrongLists(last.exposureId(), withheld);
        run.start();
        front.meddle("PUT", LISTS, new Meddling.Body(lists), Front.ALWAYS);
        run.harmed(world.box().pids().getOrDefault("sattle", 0L));
        run.show().play();
        run.awaitEnd();
        if (!lists.isExhausted()) {
            run.broke("harm", "not all kinds of wrong lists were told");
        }
        if (!lists.hasWithheld()) {
            run.broke("harm", "no list was told that lacks source " + withheld);
        }
        Uncleared.requireNowhere(run, Set.of(withheld));
    }
}
