// SPDX-License-Identifier: Apache-2.0
/**
 * Planes of pixels and what is done to whole planes: masks, statistics, background, convolution.
 */
package nightjar.imaging.pixels;
