// SPDX-License-Identifier: Apache-2.0
/** Finding what changed: cosmic rays, bad columns, score image, peaks, satellite trails. */
package nightjar.imaging.detect;
