// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

/**
 * From image units to nanojanskys.
 *
 * @param magZero AB magnitude of one image unit
 * @param from where that number comes from
 */
public record Calibration(double magZero, String from) {
    /** AB magnitude of one nanojansky: 8.90 + 2.5 * 9. */
    public static final double NANOJANSKY_MAG = 31.4;

    /** Nanojanskys per image unit. */
    public double scale() {
        return Math.pow(10, -0.4 * (magZero - NANOJANSKY_MAG));
    }
}
