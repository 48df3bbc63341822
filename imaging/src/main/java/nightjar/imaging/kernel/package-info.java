// SPDX-License-Identifier: Apache-2.0
/** The matching kernel of Alard and Lupton: fitted on stamps, applied to the image. */
package nightjar.imaging.kernel;
