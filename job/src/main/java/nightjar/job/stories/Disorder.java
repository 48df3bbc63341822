// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.NightjarConfig;
import nightjar.sandbox.camera.PlannedVisit;

/** Stories of what is said twice, too early, too late, or by two. */
final class Disorder {

    private static final int LATE_S = 8;

    private Disorder() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                        "duplicates-disorder-late",
                        "nextVisit twice, notifications thrice, images before their visit, one late: the same night",
                        Disorder::duplicatesDisorderLate),
                Story.of(
                                "two-lineages",
                                "two jobs of two lineages on the same topics: each visit-detector is one's",
                                Disorder::twoLineages)
                        .mayDiffer(
                                Allowance.of(
                                        "whose a visit-detector is",
                                        it -> it.kind() == Difference.Kind.OUTCOME)));
    }

    private static void duplicatesDisorderLate(Run run) throws Exception {
        var show = run.show();
        run.start();
        var first = show.visit(0);
        show.announce(first);
        show.announce(first);
        show.expose(first);
        notifyAgain(run, first);
        notifyAgain(run, first);
        var unannounced = show.visit(1);
        show.expose(unannounced);
        run.harmed(0);
        TimeUnit.SECONDS.sleep(2);
        show.announce(unannounced);
        var last = show.visit(2);
        show.announce(last);
        for (int detector : last.detectors().subList(0, 2)) {
            show.store(last, detector);
            show.notifyOf(last, detector);
        }
        TimeUnit.SECONDS.sleep(LATE_S);
        show.store(last, 2);
        show.notifyOf(last, 2);
        run.awaitEnd();
        show.visits().forEach(visit -> notifyAgain(run, visit));
        show.visits().forEach(show::announce);
    }

    private static void notifyAgain(Run run, PlannedVisit visit) {
        visit.detectors().forEach(detector -> run.show().notifyOf(visit, detector));
    }

    private static void twoLineages(Run run) throws Exception {
        var ledger = run.name() + "-other-ledger";
        run.world().box().kafka().createTopics(Map.of(ledger, 1));
        var other = rival(run, ledger);
        run.start();
        var job = run.submit(other, Optional.empty());
        try (var reader = new Reader(run.world().box().kafka().address(), run.name(), other)) {
            run.harmed(0);
            run.show().play();
            run.await("both to have ended all", () -> isWhole(run.reader()) && isWhole(reader));
            compare(run, reader);
        } finally {
            run.world().cluster().cancel(job);
        }
    }

    /** The configuration of a second job on the same topics, with a lineage of its own. */
    private static NightjarConfig rival(Run run, String ledger) throws Exception {
        var world = run.world();
        return new StoryConfig(world.box(), run.name(), world.night().seed(), run.orders().folder())
                .with(Map.of("lineage", run.name() + "-rival", "topics.ledger", ledger));
    }

    private static boolean isWhole(Reader reader) {
        return reader.newest().size() == StoryNight.VISITS * StoryNight.DETECTORS;
    }

    private static void compare(Run run, Reader other) throws Exception {
        var one = run.reader().newest();
        var two = other.newest();
        int sent = 0;
        for (var key : new TreeSet<>(one.keySet())) {
            var entries = List.of(one.get(key), two.get(key));
            long alerted =
                    entries.stream().filter(it -> it.outcome().startsWith("ALERTED")).count();
            long owned = entries.stream().filter(Disorder::isOwnedByAnother).count();
            if (alerted != 1 || owned != 1) {
                run.broke(
                        "one alerts, the other is REJECTED(owned by …)",
                        key
                                + ": "
                                + entries.stream()
                                        .map(it -> it.outcome() + " " + it.why())
                                        .toList());
            }
            sent += entries.stream().mapToInt(it -> it.json().path("alerts").asInt()).sum();
        }
        int all = sent;
        run.await("all alerts", () -> run.reader().alertCount() >= all);
    }

    private static boolean isOwnedByAnother(Reader.Entry entry) {
        return entry.outcome().equals("REJECTED") && entry.why().contains("owned by");
    }
}
