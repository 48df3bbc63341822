// SPDX-License-Identifier: Apache-2.0
/** The commands that run a cluster on this machine, and hand jobs to it. */
package nightjar.job.operate;
