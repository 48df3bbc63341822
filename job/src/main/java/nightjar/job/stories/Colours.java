// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.Map;

/** The story of two colours: green takes the lineage from blue while blue runs. */
final class Colours {

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
