// SPDX-License-Identifier: Apache-2.0
/**
 * The instrument's signature: from a raw frame as the amplifiers were read to an exposure in
 * electrons, with its variance and mask.
 */
package nightjar.imaging.signature;
