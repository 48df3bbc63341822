// SPDX-License-Identifier: Apache-2.0
/** The point spread function: finding stars and learning their shape from them. */
package nightjar.imaging.psf;
