// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

/**
 * What has happened to a pool's workers since it was opened.
 *
 * @param started processes started
 * @param died processes that ended of themselves
 * @param killed processes killed: they did not obey, or talked nonsense
 */
public record WorkerCounts(long started, long died, long killed) {}
