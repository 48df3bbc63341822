// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.Map;
import nightjar.sandbox.worker.Order;

/** The story of two colours: green takes the lineage from blue while blue runs. */
final class Colours {

    private static final Duration SLOW = Duration.ofSeconds(28);

    private Colours() {}

    static Story story() {
        return Story.of(
                        "blue-green",
                        "green begins from blue's savepoint while blue goes on: blue ends by itself, nothing is announced twice",
                        Colours::play)
                .with((world, run) -> Map.of("alerts.handOver", "true"))
                .within(20);
    }

    private static void play(Run run) throws Exception {
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
        run.awaitEnd();
    }
}
