// SPDX-License-Identifier: Apache-2.0
/** Small raws through the signature's removal. */
package nightjar.imaging.signature;
