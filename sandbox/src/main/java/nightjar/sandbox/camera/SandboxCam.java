// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;

/**
 * The camera: one raft of 3 x 3 square detectors with a throughput like LSSTCam's in r, so that 15
 * s reach r = 24 (5 sigma).
 *
 * <p>Detector {@code Sxy} is number {@code 3 x + y}; x counts along the focal plane's +X, y along
 * +Y.
 *
 * @param size pixels along each side of a detector
 */
public record SandboxCam(int size) {
    public static final String INSTRUMENT = "SandboxCam";
    public static final String RAFT = "R22";
    public static final int DETECTORS = 9;
    public static final double ARCSEC_PER_PIXEL = 0.2;
    public static final String BAND = "r";
    public static final String PHYSICAL_FILTER = "r_03";

    /** Electrons per ADU. */
    public static final double GAIN = 1.6;

    /** Electrons, rms. */
    public static final double READ_NOISE = 6;

    /** ADU at and above which a pixel is not linear. */
    public static final int SATURATE = 60_000;

    /** AB magnitude that gives 1 electron per second above the air (LSST r, DMTN-002 rounded). */
    public static final double ZERO_POINT = 28.36;

    /** Space between the light-sensitive parts of neighbours, px. */
    public static final int GAP = 24;

    static final int SIZE_LEAST = 256;
    static final int SIZE_MOST = 4096;

    public SandboxCam {
        if (size < SIZE_LEAST || size > SIZE_MOST) {
            throw new IllegalArgumentException(sizeRefused(size));
        }
    }

    static String sizeRefused(int size) {
        return "size " + size + " is not within " + SIZE_LEAST + ".." + SIZE_MOST + " px";
    }

    /** The CCD slot, S00 to S22. */
    public static String slot(int detector) {
        if (detector < 0 || detector >= DETECTORS) {
            throw new IllegalArgumentException("detector " + detector + " is not within 0..8");
        }
        return "S" + detector / 3 + detector % 3;
    }

    /**
     * Where the boresight falls on a detector's pixel grid, 0-based px; outside it for all but S11.
     */
    public PixelPoint boresightPixel(int detector) {
        double step = size + GAP;
        double middle = (size - 1) / 2.0;
        return new PixelPoint(
                middle - (detector / 3 - 1) * step, middle - (detector % 3 - 1) * step);
    }

    /**
     * The detector's pixels on the sky when the camera points there, +Y turned from north to east.
     */
    public Grid grid(int detector, SkyPoint boresight, double positionAngleDeg) {
        return new Grid(
                size,
                size,
                boresight,
                boresightPixel(detector),
                ARCSEC_PER_PIXEL,
                positionAngleDeg);
    }

    /** Half the width of the raft in px. */
    public double halfRaftPx() {
        return 1.5 * size + GAP;
    }

    /** ADU at which the wells spill into their columns, a little above {@link #SATURATE}. */
    public static float fullWellElectrons() {
        return (float) (1.02 * SATURATE * GAIN);
    }

    /** Electrons that a source of 1 nJy leaves in an exposure above the air. */
    public static double electronsPerNJy(double exposureSeconds) {
        return exposureSeconds / Photometry.nJy(ZERO_POINT);
    }

    /** AB magnitude of 1 ADU in all, for an exposure through air of this transparency. */
    public static double magZero(double exposureSeconds, double transparency) {
        return ZERO_POINT + 2.5 * Math.log10(exposureSeconds * transparency / GAIN);
    }
}
