// SPDX-License-Identifier: Apache-2.0
/** The production doors: neighbours opened from the configuration, shared within one JVM. */
package nightjar.job.doors;
