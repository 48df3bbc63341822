// SPDX-License-Identifier: Apache-2.0
/** Lays one image on another by the pattern of their stars, where no header says how they lie. */
package nightjar.imaging.align;
