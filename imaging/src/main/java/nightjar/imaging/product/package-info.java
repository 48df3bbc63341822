// SPDX-License-Identifier: Apache-2.0
/** The files a difference leaves behind. */
package nightjar.imaging.product;
