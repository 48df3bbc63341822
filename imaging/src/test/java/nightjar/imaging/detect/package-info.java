// SPDX-License-Identifier: Apache-2.0
/** Tests of finding what changed, and what is wrong with an image. */
package nightjar.imaging.detect;
