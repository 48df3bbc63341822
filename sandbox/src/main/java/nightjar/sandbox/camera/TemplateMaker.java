// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Changing;
import nightjar.sandbox.sky.Conditions;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.Scene;
import nightjar.sandbox.sky.SkyPoint;

/**
 * Makes a template as a survey does: several noisy exposures of other nights, each through its own
 * air, scaled to a clear sky and averaged without what stands out in one of them. Never from truth.
 *
 * <p>Its grid is its own: a little larger than the detector, shifted by a fraction of a pixel and
 * turned by up to 0.3 degrees.
 */
final class TemplateMaker {
    private static final int MARGIN = 36;
    private static final double TURN_DEG = 0.3;
    private static final double SEEING_LEAST = 0.74;
    private static final double SEEING_SPAN = 0.18;
    private static final double CLIP_SIGMA = 5;
    // Seeing and shape differ between the exposures, and a star's light with them, most of all in
    // its
    // wings; clipping there would give bright stars another PSF than faint ones.
    private static final double CLIP_SHARE = 0.8;
    private static final float SATURATED = 66_000;

    private final NightPlan plan;
    private final Camera camera;
    private final Field field;
    private final int detector;
    private final Grid grid;
    private final RandomGenerator dice;

    TemplateMaker(NightPlan plan, Field field, int detector) {
        this.plan = plan;
        camera = plan.camera();
        this.field = field;
        this.detector = detector;
        dice = Dice.of(plan.seed(), "template " + field.name(), detector);
        grid = grid();
    }

    Grid gridOfTemplate() {
        return grid;
    }

    String key() {
        return String.join(
                "/",
                "templates",
                camera.instrument(),
                SandboxCam.BAND,
                field.name() + '_' + camera.raft() + '_' + camera.sensor(detector) + ".fits");
    }

    private Grid grid() {
        int longest = Math.max(camera.width(), camera.height());
        int side = longest + 2 * (MARGIN + longest / 128);
        double nominal = Programme.rotationDeg(plan, field.name());
        double turn = nominal + TURN_DEG * either();
        SkyPoint middle =
                camera.grid(detector, field.pointing(), nominal)
                        .toSky((camera.width() - 1) / 2.0, (camera.height() - 1) / 2.0);
        PixelPoint there = gridAt(side, new PixelPoint(0, 0), turn).toPixel(middle);
        double x = (side - 1) / 2.0 - there.x() + 4 * either();
        double y = (side - 1) / 2.0 - there.y() + 4 * either();
        return gridAt(side, new PixelPoint(x, y), turn);
    }

    private Grid gridAt(int side, PixelPoint pointing, double turn) {
        return new Grid(side, side, field.pointing(), pointing, SandboxCam.ARCSEC_PER_PIXEL, turn);
    }

    private double either() {
        return 2 * dice.nextDouble() - 1;
    }

    NamedBytes make() {
        int n = plan.templateExposures();
        float[][] exposures = new float[n][];
        double sky = 0;
        double base = SEEING_LEAST + SEEING_SPAN * dice.nextDouble();
        for (int i = 0; i < n; i++) {
            exposures[i] = exposure(base * (1 + 0.06 * either()), i);
            float level = median(exposures[i]);
            sky += level / n;
            subtract(exposures[i], level);
        }
        return new NamedBytes(key(), RawFits.write(average(exposures, sky), cards(sky), grid));
    }

    // ADU as through a perfectly clear sky.
    private float[] exposure(double seeing, int i) {
        double seconds = plan.exposureSeconds();
        RandomGenerator chance = Dice.of(plan.seed(), "coadd " + field.name(), detector, i);
        Conditions air = new Conditions(seeing, SimulatedNight.WOBBLE_PX, chance);
        Scene scene = SimulatedNight.scene(plan, grid, air);
        Canvas canvas = scene.paintSteady(field);
        for (Changing source : field.changing()) {
            if (source.templateNJy() > 0) {
                scene.paint(canvas, source.at(), source.templateNJy());
            }
        }
        canvas.bleed(SandboxCam.fullWellElectrons());
        canvas.add(CosmicRays.fall(grid.width(), grid.height(), seconds, chance));
        Noise noise = new Noise(chance);
        float[] electrons = canvas.electrons();
        for (int k = 0; k < electrons.length; k++) {
            float adu = Readout.adu(electrons[k], noise);
            boolean full = adu >= SandboxCam.SATURATE;
            electrons[k] = full ? Float.POSITIVE_INFINITY : (float) (adu / air.transparency());
        }
        return electrons;
    }

    private float[][] average(float[][] exposures, double sky) {
        double sigma = Math.sqrt(sky * SandboxCam.GAIN) / SandboxCam.GAIN;
        float[] stack = new float[exposures.length];
        float[][] mean = new float[grid.height()][grid.width()];
        for (int y = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++) {
                for (int i = 0; i < stack.length; i++) {
                    stack[i] = exposures[i][y * grid.width() + x];
                }
                float value = clippedMean(stack, sigma);
                mean[y][x] = Float.isInfinite(value) ? SATURATED : (float) (value + sky);
            }
        }
        return mean;
    }

    /** Mean of the values that agree with the median; infinite (saturated) if one of these is. */
    static float clippedMean(float[] values, double sigma) {
        Arrays.sort(values);
        float median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        if (Float.isInfinite(values[values.length - 1]) && median > 50 * sigma) {
            return Float.POSITIVE_INFINITY;
        }
        double limit = CLIP_SIGMA * sigma + CLIP_SHARE * Math.max(0, median);
        double sum = 0;
        int kept = 0;
        for (float v : values) {
            if (Math.abs(v - median) <= limit) {
                sum += v;
                kept++;
            }
        }
        return kept == 0 ? median : (float) (sum / kept);
    }

    private static float median(float[] values) {
        float[] some = new float[values.length / 16];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[i * 16 + i % 16];
        }
        Arrays.sort(some);
        return some[some.length / 2];
    }

    private static void subtract(float[] values, float level) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= level;
        }
    }

    private Map<String, Object> cards(double sky) {
        int n = plan.templateExposures();
        double seconds = plan.exposureSeconds();
        double mjd = TaiClock.mjd(plan.startUtc().minus(Duration.ofDays(30)));
        Map<String, Object> cards = new LinkedHashMap<>();
        cards.put("INSTRUME", camera.instrument());
        cards.put("DETECTOR", detector);
        cards.put("RAFTBAY", camera.raft());
        cards.put("CCDSLOT", camera.sensor(detector));
        cards.put("FILTER", camera.filter());
        cards.put("BAND", SandboxCam.BAND);
        cards.put("TIMESYS", "TAI");
        cards.put("MJD-AVG", mjd);
        cards.put("EXPTIME", seconds);
        cards.put("NCOMBINE", n);
        // A mean of n exposures has the noise of one camera with n times the gain and sqrt(n) the
        // read noise.
        cards.put("GAIN", SandboxCam.GAIN * n);
        cards.put("RDNOISE", SandboxCam.READ_NOISE * Math.sqrt(n));
        cards.put("SATURATE", SandboxCam.SATURATE);
        cards.put("SKYLEVEL", sky);
        cards.put("MAGZERO", SandboxCam.magZero(seconds, 1));
        return cards;
    }
}
