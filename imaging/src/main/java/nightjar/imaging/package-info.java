// SPDX-License-Identifier: Apache-2.0
/**
 * What changed in the sky: the image engine, from FITS files to a catalogue of difference sources.
 */
package nightjar.imaging;
