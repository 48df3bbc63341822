// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import nightjar.sandbox.camera.Camera;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.camera.Picture;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.PixelPoint;

/**
 * LSSTCam's central raft R22, detectors 90 to 98, e2v sensors of 4096 x 4004 px. What is
 * simplified: 0.2 arcsec per px and no distortion, and the sky's throughput is {@link
 * SandboxCam}'s.
 */
public record LsstCam() implements Camera {
    /** In each field, per detector: sixteen of the sandbox's detectors would fit into one. */
    public static final int TRANSIENTS = 40;

    private static final Sensor SENSOR = Sensor.E2V;
    private static final int FIRST = 90;

    /**
     * Between the centres of neighbours in a raft: 42.25 mm of 10 micron (obs_lsst, rafts.yaml).
     */
    private static final double PITCH_PX = 4225;

    @Override
    public String instrument() {
        return "LSSTCam";
    }

    @Override
    public String code() {
        return "MC";
    }

    @Override
    public String raft() {
        return "R22";
    }

    @Override
    public String filter() {
        return "r_57";
    }

    @Override
    public int firstDetector() {
        return FIRST;
    }

    @Override
    public String sensor(int detector) {
        int n = detector - FIRST;
        if (n < 0 || n > 8) {
            throw new IllegalArgumentException("detector " + detector + " is not within 90..98");
        }
        return "S" + n / 3 + n % 3;
    }

    @Override
    public int width() {
        return SENSOR.width();
    }

    @Override
    public int height() {
        return SENSOR.height();
    }

    /** Of Sxy, unlike the sandbox camera's, y counts along the focal plane's +X, x along +Y. */
    @Override
    public PixelPoint boresightPixel(int detector) {
        int n = detector - FIRST;
        return new PixelPoint(
                (width() - 1) / 2.0 - (n % 3 - 1) * PITCH_PX,
                (height() - 1) / 2.0 - (n / 3 - 1) * PITCH_PX);
    }

    @Override
    public double halfRaftPx() {
        return 1.5 * PITCH_PX;
    }

    @Override
    public double saturation() {
        return chip(FIRST).saturation();
    }

    @Override
    public float fullWell() {
        return chip(FIRST).fullWell();
    }

    @Override
    public void markDefects(int detector, boolean[] bad) {
        for (Chip.Defect d : chip(detector).defects()) {
            for (int y = d.y0(); y < d.y0() + d.height(); y++) {
                for (int x = d.x0(); x < d.x0() + d.width(); x++) {
                    bad[y * width() + x] = true;
                }
            }
        }
    }

    @Override
    public Picture read(
            int detector, Canvas light, Canvas rays, double seconds, RandomGenerator chance) {
        Chip chip = chip(detector);
        return new LsstRaw(chip, LsstReadout.read(chip, light, rays, seconds, chance));
    }

    /** Gains, noises and magnitudes stand in no raw of LSSTCam's. */
    @Override
    public Map<String, Object> electronics(double seconds, double transparency) {
        Map<String, Object> cards = new LinkedHashMap<>();
        cards.put("DARKTIME", LsstReadout.darkSeconds(seconds));
        return cards;
    }

    @Override
    public List<NamedBytes> calibrations(int detector) {
        String name = raft() + "_" + sensor(detector);
        return CalibrationFiles.of(chip(detector), name + "/" + name + "-");
    }

    private static Chip chip(int detector) {
        return new Chip(SENSOR, detector);
    }
}
