// SPDX-License-Identifier: Apache-2.0
/** A night kept, and played again: the inputs, and what the neighbours answered. */
package nightjar.job.replay;
