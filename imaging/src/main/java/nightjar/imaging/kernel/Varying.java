// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

/** A square kernel that varies over the image. */
public interface Varying {
    /** Pixels along each side, odd. */
    int side();

    /** The kernel at a place, row by row. */
    float[] at(double x, double y);
}
