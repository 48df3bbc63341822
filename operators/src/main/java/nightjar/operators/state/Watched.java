// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.state;

/**
 * A visit-detector whose snaps are being looked for.
 *
 * @param nimages announced snaps; 0 when unknown
 * @param deadlineMillis UTC milliseconds since 1970 when nobody waits any more
 */
public record Watched(int nimages, long deadlineMillis) {}
