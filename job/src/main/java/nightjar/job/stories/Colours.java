// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.worker.Order;

/** Stories of two colours: green takes the lineage from blue while blue runs. */
final class Colours {

    private static final Duration SLOW = Duration.ofSeconds(28);

    private Colours() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                                "blue-green",
                                "green begins from blue's savepoint while blue goes on: blue ends by itself, nothing is announced twice",
                                run -> {
                                    handedOver(run);
                                    run.awaitEnd();
                                })
                        .with((world, run) -> Map.of("alerts.handOver", "true"))
                        .within(20),
                Story.of(
                                "blue-green-then-loss",
                                "the same, and green loses a TaskManager: it knows again what blue announced",
                                Colours::thenLoss)
                        .with((world, run) -> Map.of("alerts.handOver", "true"))
                        .within(8));
    }

    private static void thenLoss(Run run) throws Exception {
        var job = handedOver(run);
        var victim = job.pair().worker();
        victim.kill(job.pair().folder());
        run.harmed(victim.pid());
        job.awaitResumed();
        run.awaitEnd();
    }

    private static PairJob handedOver(Run run) throws Exception {
        var job = run.onPair();
        job.start();
        var green = job.prepared(PairJob.built());
        // Blue is busy with it when green comes.
        run.orders().once(run.show().visit(2).exposureId(), 2, new Order(Order.How.SLOW, SLOW));
        Takeovers.untilMidVisit(run);
        var savepoint = job.savepoint();
        int announced = run.reader().alertCount();
        // Without these green would have nothing to leave out.
        run.await("alerts since the savepoint", () -> run.reader().alertCount() > announced);
        var end = job.succeed(green, savepoint);
        if (!end.startsWith("FAILED") || !end.contains(green.getJobID().toString())) {
            run.broke("blue ends for green's sake", end);
        }
        return job;
    }
}
