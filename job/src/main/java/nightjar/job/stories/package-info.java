// SPDX-License-Identifier: Apache-2.0
/**
 * Stories on real processes: a small night is played, something is harmed at a named point, and
 * what is left must be what the same night leaves undisturbed.
 */
package nightjar.job.stories;
