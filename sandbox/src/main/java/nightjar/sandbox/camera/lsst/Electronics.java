// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.util.List;

/**
 * What an amplifier makes of charge.
 *
 * @param gain electrons per ADU
 * @param readNoise electrons rms
 * @param saturation ADU above the bias level
 * @param level ADU of no charge at all
 * @param bend how much the number falls short of charge, per ADU: s becomes s - bend s²
 */
record Electronics(double gain, double readNoise, double saturation, double level, double bend) {

    /** Of detector 94, in the order of the HDUs (obs_lsst, policy/lsstCam/R22.yaml). */
    static final List<Electronics> R22_S11 =
            List.of(
                    of(0, 1.40088, 5.212, 137_708),
                    of(1, 1.40552, 5.517, 138_007),
                    of(2, 1.42473, 5.498, 136_607),
                    of(3, 1.42231, 5.441, 136_220),
                    of(4, 1.42729, 5.414, 137_171),
                    of(5, 1.42920, 5.494, 136_421),
                    of(6, 1.42885, 5.515, 136_499),
                    of(7, 1.42891, 5.521, 135_856),
                    of(8, 1.38483, 6.404, 138_355),
                    of(9, 1.39557, 5.548, 138_431),
                    of(10, 1.39367, 6.050, 138_821),
                    of(11, 1.40295, 5.569, 137_509),
                    of(12, 1.39728, 5.811, 138_152),
                    of(13, 1.40007, 6.033, 137_930),
                    of(14, 1.39601, 6.308, 138_262),
                    of(15, 1.37819, 5.365, 139_439));

    /** Of detector 13 (obs_lsst, policy/lsstCam/R02.yaml). */
    static final List<Electronics> R02_S11 =
            List.of(
                    of(0, 1.63917, 6.798, 134_730),
                    of(1, 1.64721, 7.089, 133_136),
                    of(2, 1.64452, 7.114, 132_684),
                    of(3, 1.64782, 7.341, 132_383),
                    of(4, 1.64221, 7.638, 132_040),
                    of(5, 1.63448, 7.217, 132_905),
                    of(6, 1.62966, 7.008, 134_092),
                    of(7, 1.64234, 8.069, 130_766),
                    of(8, 1.62155, 9.249, 123_263),
                    of(9, 1.66065, 8.465, 127_721),
                    of(10, 1.66471, 8.646, 129_384),
                    of(11, 1.67727, 8.813, 130_364),
                    of(12, 1.68492, 9.362, 129_730),
                    of(13, 1.68822, 9.180, 129_391),
                    of(14, 1.68682, 8.371, 130_300),
                    of(15, 1.68890, 8.106, 131_635));

    // Levels and bends are made up: levels of LSSTCam lie about there, and its amplifiers are bent
    // by
    // up to some percent at 100,000 ADU.
    private static Electronics of(int hdu, double gain, double readNoise, double saturation) {
        double level = 22_000 + 350 * hdu + 3.7 * hdu * hdu;
        return new Electronics(gain, readNoise, saturation, level, 1e-8 * (4 + hdu % 7));
    }

    /** ADU above the level that this charge gives. */
    double adu(double electrons) {
        double s = electrons / gain;
        return s - bend * s * s;
    }
}
