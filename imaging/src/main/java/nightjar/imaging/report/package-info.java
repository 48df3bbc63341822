// SPDX-License-Identifier: Apache-2.0
/** A difference for eyes: one page that holds everything it shows. */
package nightjar.imaging.report;
