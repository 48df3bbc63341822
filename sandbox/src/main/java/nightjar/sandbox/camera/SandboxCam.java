// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.PixelPoint;

/**
 * The camera: one raft of 3 x 3 square detectors with a throughput like LSSTCam's in r, so that 15
 * s reach r = 24 (5 sigma).
 *
 * <p>Detector {@code Sxy} is number {@code 3 x + y}; x counts along the focal plane's +X, y along
 * +Y.
 *
 * @param size pixels along each side of a detector
 */
public record SandboxCam(int size) implements Camera {
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

    /** In each field, per detector. */
    public static final int TRANSIENTS = 4;

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

    /** 0-based px; outside the grid for all but S11. */
    @Override
    public PixelPoint boresightPixel(int detector) {
        double step = size + GAP;
        double middle = (size - 1) / 2.0;
        return new PixelPoint(
                middle - (detector / 3 - 1) * step, middle - (detector % 3 - 1) * step);
    }

    @Override
    public double halfRaftPx() {
        return 1.5 * size + GAP;
    }

    /** Electrons at which the wells spill into their columns, a little above saturation. */
    public static float fullWellElectrons() {
        return (float) (1.02 * SATURATE * GAIN);
    }

    @Override
    public String instrument() {
        return INSTRUMENT;
    }

    @Override
    public String code() {
        return "SC";
    }

    @Override
    public String raft() {
        return RAFT;
    }

    @Override
    public String filter() {
        return PHYSICAL_FILTER;
    }

    @Override
    public int firstDetector() {
        return 0;
    }

    @Override
    public String sensor(int detector) {
        return slot(detector);
    }

    @Override
    public int width() {
        return size;
    }

    @Override
    public int height() {
        return size;
    }

    @Override
    public double saturation() {
        return SATURATE * GAIN;
    }

    @Override
    public float fullWell() {
        return fullWellElectrons();
    }

    @Override
    public void markDefects(int detector, boolean[] bad) {
        new BadColumns(detector, size).mark(bad);
    }

    @Override
    public Picture read(
            int detector, Canvas light, Canvas rays, double seconds, RandomGenerator chance) {
        light.add(rays);
        short[][] pixels = Readout.raw(light, new Noise(chance));
        new BadColumns(detector, size).spoil(pixels);
        return (cards, grid) -> RawFits.write(pixels, cards, grid);
    }

    @Override
    public Map<String, Object> electronics(double seconds, double transparency) {
        Map<String, Object> cards = new LinkedHashMap<>();
        cards.put("GAIN", GAIN);
        cards.put("RDNOISE", READ_NOISE);
        cards.put("SATURATE", SATURATE);
        cards.put("MAGZERO", magZero(seconds, transparency));
        return cards;
    }

    @Override
    public List<NamedBytes> calibrations(int detector) {
        return List.of();
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
