// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

/** Ways to break the commit on purpose: a simulator that does not see them proves nothing. */
public enum Breakage {
    NONE,
    /**
     * Whoever commits goes ahead with its own plan and tells nobody before its rows are written.
     */
    SKIP_CLAIM,
    /** Rows are written under the time of writing, not under the plan's. */
    FRESH_TIMESTAMPS,
    /** Who tries again associates again: the claim that stands is given to the newer plan. */
    RE_ASSOCIATE
}
