// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.util.List;
import java.util.random.RandomGenerator;
import nightjar.sandbox.camera.Noise;
import nightjar.sandbox.sky.Canvas;

/** Reads a chip out through its sixteen amplifiers at once. */
public final class LsstReadout {
    private static final int FULL_SCALE = (1 << 18) - 1;

    /** What a transfer leaves behind of a row's last pixel, for the first ones of the overscan. */
    private static final double[] DEFERRED = {5e-4, 2e-4, 1e-4};

    private static final double HOT_ELECTRONS = 30_000;

    private final Chip chip;
    private final Sensor sensor;
    private final List<Segment> segments;
    private final double darkSeconds;
    private final double[][] heard;

    private LsstReadout(Chip chip, double darkSeconds) {
        this.chip = chip;
        this.sensor = chip.sensor();
        this.segments = chip.segments();
        this.darkSeconds = darkSeconds;
        this.heard = new double[segments.size()][segments.size()];
        for (int victim = 0; victim < heard.length; victim++) {
            for (int source = 0; source < heard.length; source++) {
                heard[victim][source] = chip.heard(victim, source);
            }
        }
    }

    /** Seconds in which dark charge gathers: the shutter's, and what clearing and reading take. */
    public static double darkSeconds(double exposureSeconds) {
        return exposureSeconds + 2.4;
    }

    /**
     * The numbers of each amplifier, row by row of its HDU.
     *
     * @param light electrons that the sky leaves on the mean in a pixel of response 1
     * @param rays charge of cosmic rays
     */
    public static int[][] read(
            Chip chip, Canvas light, Canvas rays, double exposureSeconds, RandomGenerator chance) {
        var readout = new LsstReadout(chip, darkSeconds(exposureSeconds));
        float[] charge = readout.collected(light, rays, new Noise(chance));
        return readout.converted(charge, new Noise(chance));
    }

    // Above some tens of electrons Poisson's law is a Gaussian for all that matters here.
    private float[] collected(Canvas light, Canvas rays, Noise noise) {
        float[] charge = new float[light.electrons().length];
        for (int y = 0; y < sensor.height(); y++) {
            for (int x = 0; x < sensor.width(); x++) {
                int i = y * sensor.width() + x;
                double mean =
                        light.electrons()[i] * chip.response(x, y)
                                + rays.electrons()[i]
                                + darkSeconds * chip.dark(x, y);
                charge[i] = (float) (mean + Math.sqrt(Math.max(0, mean)) * noise.next());
            }
        }
        for (Chip.Defect defect : chip.defects()) {
            for (int y = defect.y0(); y < defect.y0() + defect.height(); y++) {
                for (int x = defect.x0(); x < defect.x0() + defect.width(); x++) {
                    charge[y * sensor.width() + x] = (float) (defect.isHot() ? HOT_ELECTRONS : 0);
                }
            }
        }
        return charge;
    }

    private int[][] converted(float[] charge, Noise noise) {
        int width = sensor.rawWidth();
        int[][] adu = new int[segments.size()][width * sensor.rawHeight()];
        double[][] video = new double[segments.size()][width];
        for (int j = 0; j < sensor.rawHeight(); j++) {
            for (int s = 0; s < segments.size(); s++) {
                row(charge, s, j, video[s]);
            }
            for (int s = 0; s < segments.size(); s++) {
                Electronics e = segments.get(s).electronics();
                double level = e.level() + drift(s, j);
                double sigma = e.readNoise() / e.gain();
                for (int i = 0; i < width; i++) {
                    boolean isData = isData(i, j);
                    double v = level + video[s][i] + (isData ? others(video, s, i) : 0);
                    v += isData ? chip.bias(s, i - sensor.prescan, j) : 0;
                    long number = Math.round(v + sigma * noise.next());
                    adu[s][j * width + i] = (int) Math.max(0, Math.min(FULL_SCALE, number));
                }
            }
        }
        return adu;
    }

    private boolean isData(int i, int j) {
        return j < sensor.rows && i >= sensor.prescan && i < sensor.prescan + sensor.columns;
    }

    /** ADU of a row above the level, before anybody hears of the others. */
    private void row(float[] charge, int s, int j, double[] video) {
        Segment segment = segments.get(s);
        java.util.Arrays.fill(video, 0);
        if (j >= sensor.rows) {
            return;
        }
        int row = segment.y(j) * sensor.width();
        for (int i = 0; i < sensor.columns; i++) {
            video[sensor.prescan + i] = segment.electronics().adu(charge[row + segment.x(i)]);
        }
        int end = sensor.prescan + sensor.columns;
        for (int k = 0; k < DEFERRED.length; k++) {
            video[end + k] = DEFERRED[k] * video[end - 1];
        }
    }

    private double others(double[][] video, int victim, int i) {
        int first = victim / 8 * 8;
        double sum = 0;
        for (int source = first; source < first + 8; source++) {
            sum += heard[victim][source] * video[source][i];
        }
        return sum;
    }

    /** ADU by which the level wanders during the readout: it settles, and drifts. */
    private static double drift(int segment, int row) {
        return 9 * Math.exp(-row / 35.0) + 2.5 * Math.sin((row + 300 * segment) / 700.0);
    }
}
