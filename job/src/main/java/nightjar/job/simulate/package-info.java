// SPDX-License-Identifier: Apache-2.0
/** The real graph in thousands of simulated nights, in which the process dies at every point. */
package nightjar.job.simulate;
