// SPDX-License-Identifier: Apache-2.0
/** Templates brought onto the science grid and combined. */
package nightjar.imaging.template;
