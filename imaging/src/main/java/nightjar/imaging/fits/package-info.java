// SPDX-License-Identifier: Apache-2.0
/** FITS files in and out: headers, planes, budgets, named refusals. */
package nightjar.imaging.fits;
