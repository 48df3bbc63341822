// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.List;
import nightjar.sandbox.faults.Front;
import nightjar.sandbox.faults.Meddling;

/** Stories of a schema registry that is away. */
final class RegistryFaults {

    /** So often in vain that it is no accident. */
    private static final int ASKED_IN_VAIN = 4;

    private RegistryFaults() {}

    static List<Story> all() {
        return List.of(
                Fronted.REGISTRY.story(
                        "registry-gone",
                        "the registry goes when the job knows its schemas: nobody notices",
                        RegistryFaults::gone),
                Fronted.REGISTRY.story(
                        "registry-gone-at-cold-start",
                        "the job starts without a registry: announcements wait for it",
                        RegistryFaults::goneAtStart));
    }

    private static void gone(Run run, Front front) throws Exception {
        run.start();
        var show = run.show();
        show.announce(show.visit(0));
        run.await("the schema to be asked for", () -> front.asked() > 0);
        show.expose(show.visit(0));
        run.await("the first visit's end", () -> run.reader().newest().size() == 3);
        front.meddle(".*", "", new Meddling.Dropped(), Front.ALWAYS);
        run.harmed(run.world().box().pids().getOrDefault("desk", 0L));
        for (var visit : show.visits().subList(1, show.visits().size())) {
            show.announce(visit);
            show.expose(visit);
        }
        run.awaitEnd();
    }

    private static void goneAtStart(Run run, Front front) throws Exception {
        front.meddle(".*", "", new Meddling.Dropped(), Front.ALWAYS);
        run.start();
        run.harmed(run.world().box().pids().getOrDefault("desk", 0L));
        var show = run.show();
        show.announce(show.visit(0));
        show.expose(show.visit(0));
        run.await("questions in vain", () -> front.meddled() >= ASKED_IN_VAIN);
        front.behave();
        // Images of several visits that become known at one instant have no order to be kept.
        run.await("the first visit's end", () -> run.reader().newest().size() == 3);
        for (var visit : show.visits().subList(1, show.visits().size())) {
            show.announce(visit);
            show.expose(visit);
        }
        run.awaitEnd();
    }
}
