// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Conditions;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.FieldMaker;
import nightjar.sandbox.sky.FieldRecipe;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.Moffat;
import nightjar.sandbox.sky.Photometry;

/**
 * One detector's raw image and its template with their truth, for measuring an image pipeline: the
 * night's own camera, but seeing and number of sources are the caller's, and the changes begin well
 * below the detection limit.
 *
 * @param raw a FITS file as the camera writes it
 * @param template a FITS file on a grid of its own
 * @param truth what was put in, as {@link Injected} tells it
 */
public record StudyPair(byte[] raw, byte[] template, List<Injected> truth) {
    private static final Instant START = Instant.parse("2026-11-20T05:00:00Z");
    private static final Duration EXPOSURE = Duration.ofSeconds(30);
    private static final double SKY_MAG = 21;
    private static final double TRANSIENTS_PER_MEGAPIXEL = 45;
    private static final double VARIABLES_PER_MEGAPIXEL = 6;

    /** The sky's recipe draws S/N from 6 to 75 of its unit of noise: half of that begins at 3. */
    private static final double FAINTER = 0.5;

    public StudyPair {
        truth = List.copyOf(truth);
    }

    /**
     * Makes a pair; equal arguments give equal files.
     *
     * @param size pixels along each side
     * @param seeingArcsec FWHM of the raw image's PSF; the template's is 0.74 to 0.92
     * @param templateExposures how many exposures are averaged
     */
    public static StudyPair of(long seed, int size, double seeingArcsec, int templateExposures) {
        double megapixels = size * (double) size / (1 << 20);
        var plan =
                new NightPlan(
                        seed,
                        1,
                        1,
                        new SandboxCam(size),
                        START,
                        Duration.ofSeconds(37),
                        EXPOSURE,
                        Duration.ofSeconds(5),
                        EXPOSURE.plusSeconds(2),
                        false,
                        (int) Math.max(4, TRANSIENTS_PER_MEGAPIXEL * megapixels),
                        (int) Math.max(1, VARIABLES_PER_MEGAPIXEL * megapixels),
                        templateExposures);
        List<PlannedVisit> visits = Programme.of(plan);
        PlannedVisit visit = visits.get(0);
        Field field = FieldMaker.draw(recipe(plan, visit, seeingArcsec));
        RandomGenerator dice = Dice.of(seed, "air", visit.sequence());
        var air = new Conditions(seeingArcsec, SimulatedNight.WOBBLE_PX, dice);
        var renderer = new VisitRenderer(plan, Map.of(visit.field(), field), visits);
        Exposure exposure = renderer.render(visit, air).exposedAt(START);
        return new StudyPair(
                exposure.frames().get(0).fits().bytes(),
                new TemplateMaker(plan, field, 0).make().bytes(),
                exposure.truth());
    }

    private static FieldRecipe recipe(NightPlan plan, PlannedVisit visit, double seeing) {
        var pointing = Programme.pointing(plan, visit.field());
        var grid = plan.camera().grid(0, pointing, Programme.rotationDeg(plan, visit.field()));
        double patch = (plan.camera().halfRaftPx() + 150) * SandboxCam.ARCSEC_PER_PIXEL;
        return new FieldRecipe(
                plan.seed(),
                visit.field(),
                pointing,
                List.of(grid),
                patch * Math.sqrt(2),
                1,
                plan.transientsPerDetector(),
                plan.variablesPerDetector(),
                FAINTER * noiseNJy(plan, seeing),
                0);
    }

    /** One sigma of the flux of a point source on empty sky in the difference. */
    private static double noiseNJy(NightPlan plan, double seeing) {
        double scale = SandboxCam.ARCSEC_PER_PIXEL;
        double perNJy = SandboxCam.electronsPerNJy(plan.exposureSeconds());
        double sky = Photometry.nJy(SKY_MAG) * scale * scale * perNJy;
        double pixel = sky + SandboxCam.READ_NOISE * SandboxCam.READ_NOISE;
        double pixels = Moffat.of(seeing / scale, 0, 0).noisePixels();
        return Math.sqrt(pixels * pixel * (1 + 1.0 / plan.templateExposures())) / perNJy;
    }
}
