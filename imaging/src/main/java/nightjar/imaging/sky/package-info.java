// SPDX-License-Identifier: Apache-2.0
/** Celestial coordinates of pixels: TAN, TAN-SIP and TPV, both directions. */
package nightjar.imaging.sky;
