// SPDX-License-Identifier: Apache-2.0
/**
 * A night in a box: real neighbours, a simulated telescope, the real job, and a reader of its own.
 */
package nightjar.job.demo;
