// SPDX-License-Identifier: Apache-2.0
/** Measuring what was found: fluxes, positions, dipoles, shapes, reliability. */
package nightjar.imaging.measure;
