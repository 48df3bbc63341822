// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.worker.Order;
import nightjar.sandbox.worker.Order.How;

/** Stories of image workers that hang, die, eat and talk nonsense. */
final class WorkerFaults {

    private static final LastVisit VICTIM = new LastVisit(1);
    private static final String SECONDS = "25 s";

    private WorkerFaults() {}

    static List<Story> all() {
        return List.of(
                lostOne(
                        "worker-hung",
                        "a worker that hangs is killed at its deadline: one visit-detector, no more",
                        Order.of(How.HANG)),
                lostOne(
                        "worker-hungry",
                        "a worker that eats its memory up dies: one visit-detector, no more",
                        Order.of(How.EAT)),
                lostOne(
                        "worker-burning",
                        "a worker that calculates for ever is killed: one visit-detector, no more",
                        new Order(How.BURN, Duration.ofMinutes(10))),
                Story.of(
                        "worker-crashing",
                        "workers that die, or talk nonsense, once: their requests are tried again",
                        WorkerFaults::crashing));
    }

    private static Story lostOne(String name, String promise, Order order) {
        return Story.of(name, promise, run -> loseOne(run, order))
                .with(
                        (world, run) ->
                                Map.of(
                                        "limits.difference",
                                        "{waiting: 500, calls: 2, deadline: "
                                                + SECONDS
                                                + ", attempts: 2}"))
                .mayDiffer(
                        VICTIM.mayBeLost(
                                "detector %d of the last visit, with its alerts and rows"
                                        .formatted(VICTIM.detector())));
    }

    private static void loseOne(Run run, Order order) throws Exception {
        var last = run.show().visit(StoryNight.VISITS - 1);
        run.start();
        run.orders().always(last.exposureId(), VICTIM.detector(), order);
        run.harmed(0);
        run.show().play();
        run.awaitEnd();
        var key = VICTIM.key();
        var lost = run.reader().newest().get(key);
        if (lost == null || !List.of("FAILED", "TIMED_OUT").contains(lost.outcome())) {
            run.broke("the ledger", key + " did not end as failed or timed out: " + lost);
        } else if (!lost.why().contains("worker") && !lost.why().contains("did not answer")) {
            run.broke("the reason", key + " ended because: " + lost.why());
        }
    }

    private static void crashing(Run run) throws Exception {
        var show = run.show();
        run.start();
        run.orders().once(show.visit(0).exposureId(), 0, Order.of(How.CRASH));
        run.orders().once(show.visit(0).exposureId(), 2, Order.of(How.EAT));
        run.orders().once(show.visit(1).exposureId(), 1, Order.of(How.NONSENSE));
        for (int detector : show.visit(2).detectors()) {
            run.orders().onceAtForce(show.visit(2).exposureId(), detector, Order.of(How.CRASH));
        }
        run.harmed(0);
        show.play();
        run.awaitEnd();
        if (run.orders().obeyed() < 4) {
            run.broke(
                    "harm",
                    "workers obeyed %d orders, of at least 4".formatted(run.orders().obeyed()));
        }
    }
}
