// SPDX-License-Identifier: Apache-2.0
/** What operators do to an APDB by hand: make it, look at it, give it tables for more time. */
package nightjar.job.apdb;
