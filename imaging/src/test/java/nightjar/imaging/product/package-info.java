// SPDX-License-Identifier: Apache-2.0
/** Tests of the files that a difference leaves. */
package nightjar.imaging.product;
