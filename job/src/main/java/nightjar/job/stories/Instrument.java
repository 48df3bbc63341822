// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.Optional;

/**
 * An instrument of harm between a story's job and a neighbour: made when the job's settings are,
 * which lead over it, and used by the story's plot.
 */
final class Instrument<T extends AutoCloseable> {

    private Optional<T> made = Optional.empty();

    /** One for the next run; it is closed with the world. */
    T set(World world, T instrument) {
        made = Optional.of(world.keep(instrument));
        return instrument;
    }

    T get() {
        return made.orElseThrow(
                () -> new IllegalStateException("no settings were made before the plot"));
    }
}
