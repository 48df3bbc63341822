// SPDX-License-Identifier: Apache-2.0
/** Benches: figures with the machine they were measured on; never part of a test. */
package nightjar.job.bench;
