// SPDX-License-Identifier: Apache-2.0
/** The day after: what ended without a result is processed once more, by the same graph. */
package nightjar.job.rerun;
