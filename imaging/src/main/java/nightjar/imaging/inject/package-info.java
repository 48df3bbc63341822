// SPDX-License-Identifier: Apache-2.0
/** Sources put into a real image, to see how many of them are found again. */
package nightjar.imaging.inject;
