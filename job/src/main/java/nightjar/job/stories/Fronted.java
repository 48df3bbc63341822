// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.Map;
import java.util.function.Function;
import nightjar.sandbox.faults.Front;

/**
 * A neighbour that speaks HTTP and that a story's job, and nobody else, reaches over a {@link
 * Front}.
 *
 * @param address of the neighbour itself
 * @param key of the setting that names it
 * @param value the setting's YAML for a quoted URL
 */
record Fronted(Function<World, String> address, String key, Function<String, String> value) {

    static final Fronted STORE =
            new Fronted(world -> world.box().store().address(), "store.s3.endpoint", url -> url);
    static final Fronted SATTLE =
            new Fronted(world -> world.box().sattle().address(), "sattle.url", url -> url);
    static final Fronted REGISTRY =
            new Fronted(
                    world -> world.box().desk().registry(),
                    "registry.urls",
                    url -> "[" + url + "]");

    /** What happens, with the front in hand. */
    interface Plot {
        void play(Run run, Front front) throws Exception;
    }

    /** Tells it. */
    Story story(String name, String promise, Plot plot) {
        var front = new Instrument<Front>();
        return Story.of(name, promise, run -> play(run, front.get(), plot))
                .with(
                        (world, run) -> {
                            var opened = front.set(world, Front.before(address.apply(world)));
                            return Map.of(key, value.apply("\"" + opened.address() + "\""));
                        });
    }

    /** What was not met with while the job ran must not meet the witness. */
    private static void play(Run run, Front front, Plot plot) throws Exception {
        plot.play(run, front);
        front.behave();
    }
}
