// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.job.cluster.Daemon;
import nightjar.sandbox.worker.Order;

/** Stories of a cluster with a standby JobManager and a spare TaskManager, of which some die. */
final class Takeovers {

    private static final Duration SLOW = Duration.ofSeconds(5);

    private Takeovers() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                                "kill-leading-jobmanager",
                                "the JobManager that leads killed in mid-visit: the standby takes over",
                                run -> play(run, job -> job.pair().leader()))
                        .within(15),
                Story.of(
                                "kill-taskmanager-with-spare",
                                "a TaskManager killed in mid-visit: the job goes on in spare slots",
                                run -> play(run, job -> job.pair().worker()))
                        .within(8),
                Story.of(
                        "kill-the-whole-pair",
                        "ZooKeeper, JobManagers and TaskManagers killed: up again, the job goes on by itself",
                        Takeovers::all));
    }

    private interface Choice {
        Daemon of(PairJob job) throws Exception;
    }

    private static void play(Run run, Choice choice) throws Exception {
        var job = run.onPair();
        job.start();
        untilMidVisit(run);
        var victim = choice.of(job);
        victim.kill(job.pair().folder());
        run.harmed(victim.pid());
        job.awaitResumed();
        run.awaitEnd();
    }

    /** Begins the night; returns while an image worker works. */
    static void untilMidVisit(Run run) throws Exception {
        run.orders().once(run.show().visit(1).exposureId(), 1, new Order(Order.How.SLOW, SLOW));
        run.show().begin();
        run.await("an image worker that works", () -> run.orders().obeyed() > 0);
    }

    private static void all(Run run) throws Exception {
        var job = run.onPair();
        job.start();
        untilMidVisit(run);
        long pid = job.pair().leader().pid();
        job.pair().killAll();
        run.harmed(pid);
        job.pair().up(2, Map.of());
        job.pair().awaitReady();
        job.awaitResumed();
        run.awaitEnd();
    }
}
