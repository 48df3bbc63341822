// SPDX-License-Identifier: Apache-2.0
/**
 * A little Flink cluster of processes of its own: a JobManager, TaskManagers, and who runs them.
 */
package nightjar.job.cluster;
