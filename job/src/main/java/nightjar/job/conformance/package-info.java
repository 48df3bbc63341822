// SPDX-License-Identifier: Apache-2.0
/** Judges nightjar by its neighbours' own cases and numbers, which lie outside the repository. */
package nightjar.job.conformance;
