// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Canvas;

/** Turns the electrons that the pixels collect on average into numbers with noise. */
final class Readout {
    private static final int FULL_SCALE = 65_535;

    private Readout() {}

    /**
     * One reading of a pixel, in ADU, not yet rounded. Above some tens of electrons Poisson's law
     * is a Gaussian for all that matters here, and the sky alone gives hundreds.
     */
    static float adu(float electrons, RandomGenerator dice) {
        double noise = Math.sqrt(electrons + SandboxCam.READ_NOISE * SandboxCam.READ_NOISE);
        double read = electrons + noise * dice.nextGaussian();
        return (float) Math.min(FULL_SCALE, read / SandboxCam.GAIN);
    }

    /** A raw image as FITS stores unsigned 16-bit numbers: value - 32768. */
    static short[][] raw(Canvas canvas, RandomGenerator dice) {
        int width = canvas.width();
        float[] electrons = canvas.electrons();
        short[][] raw = new short[canvas.height()][width];
        for (int y = 0; y < raw.length; y++) {
            short[] row = raw[y];
            int at = y * width;
            for (int x = 0; x < width; x++) {
                int value = Math.round(adu(electrons[at + x], dice));
                row[x] = RawFits.unsigned(Math.max(0, value));
            }
        }
        return raw;
    }
}
