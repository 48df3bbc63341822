// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.camera.PlannedVisit;

/** Stories of neighbours, notifications and nightjar itself that are away for a while. */
final class Outages {

    private static final long CASSANDRA_AWAY_S = 30;
    private static final long KAFKA_AWAY_S = 3;

    /** Without a notification an image is known within this (faults.md, F15). */
    private static final long NOTICED_MS = 45_000;

    private static final Duration OLDER_THAN_EXPIRY = Duration.ofHours(2);

    private Outages() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                        "kafka-restart",
                        "the only broker stopped and started: nothing lost or doubled",
                        run -> away(run, Neighbour.KAFKA, KAFKA_AWAY_S)),
                Story.of(
                        "cassandra-stopped-30s",
                        "Cassandra stopped for 30 s: what is under way is held, then stored",
                        run -> away(run, Neighbour.CASSANDRA, CASSANDRA_AWAY_S)),
                Story.of(
                        "notifications-stopped",
                        "notifications stop silently: Presence tells of the images within 45 s",
                        Outages::notificationsStopped),
                Story.of(
                                "backlog-after-outage",
                                "announced while nightjar was down: stale ones are IGNORED, others processed",
                                Outages::backlog)
                        .mayDiffer(
                                Allowance.of(
                                        "a fourth visit, stale, is in the ledger",
                                        it ->
                                                it.kind() == Difference.Kind.OUTCOME
                                                        && it.subject().startsWith("visit-3/"))));
    }

    private static void away(Run run, Neighbour neighbour, long seconds) throws Exception {
        var box = run.world().box();
        var claims = new ClaimWatch(run);
        run.start();
        run.show().begin();
        run.await("the first mark", claims::hasMarked);
        run.harmed(box.pids().getOrDefault(neighbour.word(), 0L));
        box.stop(neighbour);
        TimeUnit.SECONDS.sleep(seconds);
        box.start(neighbour);
        run.awaitEnd();
    }

    private static void notificationsStopped(Run run) throws Exception {
        var show = run.show();
        run.start();
        show.visits().forEach(show::announce);
        show.expose(show.visit(0));
        run.harmed(0);
        var silent = show.visits().subList(1, show.visits().size());
        long stored = System.currentTimeMillis();
        for (var visit : silent) {
            for (int detector : visit.detectors()) {
                show.store(visit, detector);
            }
        }
        run.awaitEnd();
        run.reader()
                .newest()
                .forEach(
                        (key, entry) -> {
                            long arrived = entry.json().path("arrivedMillis").asLong();
                            if (!key.startsWith("visit-0/") && arrived - stored > NOTICED_MS) {
                                run.broke(
                                        "noticed within 45 s",
                                        key + " after " + (arrived - stored) + " ms");
                            }
                        });
    }

    private static void backlog(Run run) throws Exception {
        var show = run.show();
        run.start();
        run.await("a checkpoint", run::hasCheckpoint);
        run.stop();
        run.harmed(0);
        var stale = show.stale();
        show.announce(stale, Instant.now().minus(OLDER_THAN_EXPIRY));
        show.expose(stale);
        show.visits().forEach(show::announce);
        for (var visit : show.visits()) {
            show.expose(visit);
        }
        run.startFromNewest();
        run.awaitEnd(StoryNight.DETECTORS * (StoryNight.VISITS + 1));
        run.reader().newest().forEach((key, entry) -> requireStale(run, stale, key, entry));
    }

    private static void requireStale(Run run, PlannedVisit stale, String key, Reader.Entry entry) {
        boolean isStale = stale.group().endsWith(key.replaceFirst("/.*", ""));
        if (isStale && !(entry.outcome().equals("IGNORED") && entry.why().contains("stale"))) {
            run.broke("IGNORED(stale)", key + " is " + entry.outcome() + ": " + entry.why());
        }
    }
}
