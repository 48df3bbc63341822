// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import nightjar.sandbox.sky.Canvas;

/** Turns the electrons that the pixels collect on average into numbers with noise. */
final class Readout {
    private static final int FULL_SCALE = 65_535;
    private static final float READ_VARIANCE =
            (float) (SandboxCam.READ_NOISE * SandboxCam.READ_NOISE);
    private static final float PER_ELECTRON = (float) (1 / SandboxCam.GAIN);

    private Readout() {}

    /**
     * One reading of a pixel, in ADU, not yet rounded. Above some tens of electrons Poisson's law
     * is a Gaussian for all that matters here, and the sky alone gives hundreds.
     */
    static float adu(float electrons, Noise chance) {
        float noise = (float) Math.sqrt(electrons + READ_VARIANCE);
        return Math.min(FULL_SCALE, (electrons + noise * chance.next()) * PER_ELECTRON);
    }

    /** A raw image as FITS stores unsigned 16-bit numbers: value - 32768. */
    static short[][] raw(Canvas canvas, Noise chance) {
        int width = canvas.width();
        float[] electrons = canvas.electrons();
        short[][] raw = new short[canvas.height()][width];
        for (int y = 0; y < raw.length; y++) {
            short[] row = raw[y];
            int at = y * width;
            for (int x = 0; x < width; x++) {
                int value = Math.round(adu(electrons[at + x], chance));
                row[x] = RawFits.unsigned(Math.max(0, value));
            }
        }
        return raw;
    }
}
