// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.function.Predicate;

/**
 * In what a story's night may differ from the undisturbed one, as its promise has it.
 *
 * @param words for people
 * @param covers whether it covers a difference
 */
record Allowance(String words, Predicate<Difference> covers) {

    /** The night must be the same, but for the volatile fields. */
    static final Allowance NOTHING = new Allowance("nothing", difference -> false);
}
