// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.Map;

/**
 * Something that happens to a night, and what of the night may suffer.
 *
 * @param name as it is called on the command line
 * @param promise what it proves, in a line
 * @param settings what its job is told otherwise than others, dotted key → YAML value
 * @param mayDiffer in what its night may differ
 * @param goalSeconds how long the recovery should last at most; 0 where there is no goal
 * @param plot plays it
 */
record Story(
        String name,
        String promise,
        Settings settings,
        Allowance mayDiffer,
        double goalSeconds,
        Plot plot) {

    /** What a story's job is told otherwise. */
    interface Settings {
        Map<String, String> of(World world, String run) throws Exception;
    }

    /** What happens; returns when nothing is left to wait for. */
    interface Plot {
        void play(Run run) throws Exception;
    }

    /** A story whose job is told what all are told, and whose night must be the same. */
    static Story of(String name, String promise, Plot plot) {
        return new Story(name, promise, (world, run) -> Map.of(), Allowance.NOTHING, 0, plot);
    }

    Story with(Settings other) {
        return new Story(name, promise, other, mayDiffer, goalSeconds, plot);
    }

    Story mayDiffer(Allowance allowance) {
        return new Story(name, promise, settings, allowance, goalSeconds, plot);
    }

    /** With a goal for the recovery. */
    Story within(double seconds) {
        return new Story(name, promise, settings, mayDiffer, seconds, plot);
    }
}
