// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The two makes of LSSTCam's sensors: how many pixels each amplifier reads, and in which corner
 * (lsst/obs_lsst 0e84d755, policy/cameraHeader.yaml; numbers only).
 */
public enum Sensor {
    /** Teledyne e2v CCD250. */
    E2V(512, 2002, 10, 54, 46, false),
    /** Imaging Technology Laboratory 3800C. */
    ITL(509, 2000, 3, 64, 48, true);

    static final int AMPLIFIERS = 16;

    /** Light-sensitive columns and rows of an amplifier. */
    final int columns;

    final int rows;

    /** Columns that are read before the data, and after. */
    final int prescan;

    final int overscan;

    /** Rows that are read after the data. */
    final int parallelOverscan;

    private final boolean lowerFlips;

    Sensor(
            int columns,
            int rows,
            int prescan,
            int overscan,
            int parallelOverscan,
            boolean lowerFlips) {
        this.columns = columns;
        this.rows = rows;
        this.prescan = prescan;
        this.overscan = overscan;
        this.parallelOverscan = parallelOverscan;
        this.lowerFlips = lowerFlips;
    }

    public int width() {
        return AMPLIFIERS / 2 * columns;
    }

    public int height() {
        return 2 * rows;
    }

    /** Columns of an amplifier's HDU. */
    int rawWidth() {
        return prescan + columns + overscan;
    }

    /** Rows of an amplifier's HDU. */
    int rawHeight() {
        return rows + parallelOverscan;
    }

    /** In the order of their HDUs: C10 to C17 along the top, then C07 back to C00. */
    List<Segment> segments() {
        return IntStream.range(0, AMPLIFIERS).mapToObj(this::segment).toList();
    }

    private Segment segment(int hdu) {
        boolean isUpper = hdu < AMPLIFIERS / 2;
        int place = isUpper ? hdu : AMPLIFIERS - 1 - hdu;
        return new Segment(
                this,
                (isUpper ? "1" : "0") + place,
                place * columns,
                isUpper ? rows : 0,
                isUpper || lowerFlips,
                isUpper,
                (this == E2V ? Electronics.R22_S11 : Electronics.R02_S11).get(hdu));
    }
}
