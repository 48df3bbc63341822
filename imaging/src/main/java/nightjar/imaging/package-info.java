// SPDX-License-Identifier: Apache-2.0
/** imaging. */
package nightjar.imaging;
