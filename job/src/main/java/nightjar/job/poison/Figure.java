// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.util.Map;

/**
 * What became of one decoder's messages.
 *
 * @param refused by class of cause
 * @param thrown must be 0
 * @param worstMs longest time for one message, by the clock
 * @param mostMiB most memory asked for by one message
 * @param keptMiB growth of the heap, after a collection, from before the first to after the last
 */
record Figure(
        String decoder,
        int messages,
        int accepted,
        Map<String, Integer> refused,
        int thrown,
        double worstMs,
        double mostMiB,
        double keptMiB) {}
