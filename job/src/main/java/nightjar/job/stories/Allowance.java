// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.function.Predicate;

/**
 * In what a story's night may differ from the undisturbed one, as its promise has it.
 *
 * @param words for people
 * @param rule which differences it covers
 */
record Allowance(String words, Rule rule) {

    /** What is covered may depend on what the night leaves when nobody disturbs it. */
    interface Rule {
        Predicate<Difference> in(StoryNight night, Harvest undisturbed);
    }

    /** The night must be the same, but for the volatile fields. */
    static final Allowance NOTHING = of("nothing", difference -> false);

    /** Covers the same in every night. */
    static Allowance of(String words, Predicate<Difference> covers) {
        return new Allowance(words, (night, undisturbed) -> covers);
    }
}
