// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nightjar.sandbox.faults.Trap;
import nightjar.sandbox.faults.Wire;

/** The story of writes of which nobody knows whether they were done. */
final class AmbiguousWrites {

    /** Of all requests to Cassandra only a claim names a plan's place. */
    private static final String CLAIM = "/plans/";

    private static final int CUTS = 3;
    private static final long APPLIED_MS = 700;
    private static final long RECOVERED_MS = 2_500;

    private AmbiguousWrites() {}

    static List<Story> all() {
        var wire = new Instrument<Wire>();
        return List.of(
                Story.of(
                                "ambiguous-write",
                                "claims, rows and marks are written and the answers lost: nothing doubled",
                                run -> play(run, wire.get()))
                        .with(
                                (world, run) -> {
                                    var server = world.box().cassandra().address();
                                    var address = wire.set(world, Wire.to(server)).address();
                                    return Map.of("apdb.contactPoints", "[\"" + address + "\"]");
                                }));
    }

    private static void play(Run run, Wire wire) throws Exception {
        var claims = new ClaimWatch(run);
        var traps = new ArrayList<Trap>();
        run.start();
        traps.add(wire.trap(CLAIM, Trap.Harm.ANSWER_LOST));
        traps.add(wire.trap(CLAIM, Trap.Harm.REQUEST_LOST));
        traps.add(wire.trap(CLAIM, Trap.Harm.ANSWER_LOST));
        run.harmed(run.world().box().pids().getOrDefault("cassandra", 0L));
        run.show().begin();
        for (int cut = 0; cut < CUTS; cut++) {
            int marked = marks(claims);
            run.await("another mark", () -> marks(claims) > marked || ended(run));
            // What is asked from here on is done, and nobody is told.
            wire.holdAnswers();
            TimeUnit.MILLISECONDS.sleep(APPLIED_MS);
            wire.cut();
            wire.pass();
            TimeUnit.MILLISECONDS.sleep(RECOVERED_MS);
        }
        run.awaitEnd();
        for (var trap : traps) {
            if (!trap.await(0)) {
                run.broke("harm", "a trap for claims did not snap");
            }
        }
    }

    private static int marks(ClaimWatch claims) {
        return (int) claims.marks().values().stream().filter(marked -> marked).count();
    }

    private static boolean ended(Run run) {
        return run.reader().newest().size() >= StoryNight.VISITS * StoryNight.DETECTORS;
    }
}
