// SPDX-License-Identifier: Apache-2.0
/**
 * The interop suite: the neighbours' own Python clients read what nightjar wrote, and the reverse.
 */
package nightjar.job.interop;
