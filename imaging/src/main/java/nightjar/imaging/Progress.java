// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

/** Hears how far the engine is, and may stop it. */
@FunctionalInterface
public interface Progress {

    /** Says nothing and never stops. */
    Progress SILENT = (stage, fraction) -> {};

    /**
     * Called at every stage and inside the long ones, from any thread.
     *
     * @param fraction of the whole request that is done, 0 to 1
     * @throws Unusable with CANCELLED or DEADLINE when the work is no longer wanted
     */
    void at(String stage, double fraction) throws Unusable;

    /**
     * Called often where there is nothing new to tell, as between the rows of a file.
     *
     * @throws Unusable as {@link #at} does
     */
    default void check() throws Unusable {}
}
