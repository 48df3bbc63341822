// SPDX-License-Identifier: Apache-2.0
/** Tests of the page for people. */
package nightjar.imaging.report;
