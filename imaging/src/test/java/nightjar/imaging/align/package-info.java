// SPDX-License-Identifier: Apache-2.0
/** Fields of stars of which it is known how one lies on the other. */
package nightjar.imaging.align;
