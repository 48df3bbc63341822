// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nightjar.job.cluster.Program;
import nightjar.sandbox.worker.Order;

/** Stories of another version of nightjar that takes over in mid-visit. */
final class Upgrades {

    private static final Duration SLOW = Duration.ofSeconds(5);

    private Upgrades() {}

    static List<Story> all() {
        return List.of(
                Story.of(
                                "upgrade",
                                "checked, stopped with a savepoint in mid-visit; a version with one more operator and one more state field goes on",
                                Upgrades::upgrade)
                        .within(20),
                Story.of(
                                "upgrade-and-back",
                                "the same, and in mid-visit back to the version before",
                                Upgrades::andBack)
                        .within(20));
    }

    private static void upgrade(Run run) throws Exception {
        var job = run.onPair();
        var version = nextVersion(run);
        var next = job.prepared(version);
        job.start();
        var forth = job.checked(version);
        if (!forth.fits()) {
            run.broke("the next version fits", forth.words());
        }
        Takeovers.untilMidVisit(run);
        job.replace(next, false);
        run.awaitEnd();
        var back = job.checked(PairJob.built());
        if (back.fits() || !back.words().contains(NextVersion.OPERATOR)) {
            run.broke("the operator without which it does not fit is named", back.words());
        }
    }

    private static Program nextVersion(Run run) throws IOException {
        return NextVersion.make(run.world().folder(run.name() + "-next"));
    }

    private static void andBack(Run run) throws Exception {
        var job = run.onPair();
        var next = job.prepared(nextVersion(run));
        var back = job.prepared(PairJob.built());
        run.orders().once(run.show().visit(2).exposureId(), 2, new Order(Order.How.SLOW, SLOW));
        job.start();
        Takeovers.untilMidVisit(run);
        job.replace(next, false);
        run.await("another image worker that works", () -> run.orders().obeyed() > 1);
        // What its new operator knew goes with it.
        job.replace(back, true);
        run.awaitEnd();
    }
}
