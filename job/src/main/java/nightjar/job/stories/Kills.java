// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nightjar.job.cluster.FlinkProcess;
import nightjar.sandbox.worker.Order;

/** Stories of processes that are killed at a named point. */
final class Kills {

    /** A call that is on its way when its sender is frozen has come to its end after this. */
    private static final long SETTLE_MS = 300;

    private static final Duration SLOW = Duration.ofSeconds(5);

    private Kills() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                        "kill-taskmanager-at-difference",
                        "a TaskManager killed while an image worker works: nothing lost or doubled",
                        Kills::atDifference),
                Story.of(
                        "kill-taskmanager-between-claim-and-mark",
                        "killed with a claim that is not marked: its plan is executed, once",
                        Kills::betweenClaimAndMark),
                Story.of(
                        "kill-taskmanager-after-mark-before-checkpoint",
                        "killed when rows are stored and alerts not yet to be seen: announced from the plan",
                        Kills::afterMark),
                Story.of(
                        "kill-all",
                        "JobManager and TaskManager killed; a new cluster goes on from the newest checkpoint",
                        Kills::all));
    }

    private static void atDifference(Run run) throws Exception {
        run.start();
        run.orders().once(run.show().visit(1).exposureId(), 1, new Order(Order.How.SLOW, SLOW));
        run.show().begin();
        run.await("an image worker that works", () -> run.orders().obeyed() > 0);
        kill(run, run.world().cluster().taskManager());
        run.awaitEnd();
    }

    private static void betweenClaimAndMark(Run run) throws Exception {
        var claims = new ClaimWatch(run);
        run.start();
        run.show().begin();
        frozen(run, "a claim without mark", claims::hasUnmarked);
        run.awaitEnd();
    }

    private static void afterMark(Run run) throws Exception {
        var claims = new ClaimWatch(run);
        run.start();
        run.show().begin();
        frozen(
                run,
                "a mark without alerts",
                () -> claims.hasMarked() && run.reader().alertCount() == 0);
        run.awaitEnd();
    }

    /**
     * Kills the TaskManager in a state that lasts milliseconds: it is frozen as soon as the state
     * is seen, and killed if the state holds when all that was on its way has come to its end.
     */
    private static void frozen(Run run, String state, Run.Condition condition)
            throws InterruptedException, TimeoutException, IOException {
        while (true) {
            run.await(state, condition);
            var process = run.world().cluster().taskManager();
            process.freeze();
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            if (condition.holds()) {
                kill(run, process);
                return;
            }
            process.thaw();
        }
    }

    private static void all(Run run) throws Exception {
        run.start();
        run.show().begin();
        run.await("the first end", () -> !run.reader().newest().isEmpty());
        var cluster = run.world().cluster();
        long pid = cluster.taskManager().pid();
        cluster.killAll();
        run.harmed(pid);
        run.jobIsGone();
        cluster.up();
        run.startFromNewest();
        run.awaitEnd();
    }

    private static void kill(Run run, FlinkProcess process) throws InterruptedException {
        process.kill();
        run.harmed(process.pid());
    }
}
