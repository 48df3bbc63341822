// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Conditions;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.FieldMaker;
import nightjar.sandbox.sky.FieldRecipe;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Moffat;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.Scene;
import nightjar.sandbox.sky.SkyPoint;

/**
 * A night that never was: its sky, its programme, its templates and, visit by visit, its images.
 *
 * <p>Everything is a function of the plan; nothing depends on threads or on the order of calls.
 * Immutable and safe for use by several threads.
 */
public final class SimulatedNight {
    /** Smooth astrometric error of an exposure, rms per axis. */
    static final double WOBBLE_PX = 0.022;

    private static final double NOMINAL_SEEING = 0.85;
    private static final double NOMINAL_SKY_MAG = 21.0;

    private final NightPlan plan;
    private final List<PlannedVisit> visits;
    private final Map<String, Field> fields = new TreeMap<>();
    private final VisitRenderer renderer;

    private SimulatedNight(NightPlan plan) {
        this.plan = plan;
        visits = List.copyOf(Programme.of(plan));
        visits.stream().map(PlannedVisit::field).distinct().sorted().forEach(this::addField);
        renderer = new VisitRenderer(plan, fields, visits);
    }

    public static SimulatedNight of(NightPlan plan) {
        return new SimulatedNight(plan);
    }

    public NightPlan plan() {
        return plan;
    }

    /** The programme, oddities included, in the order of the shutter. */
    public List<PlannedVisit> visits() {
        return visits;
    }

    /**
     * How many visit-detectors are announced: what a ledger must account for, unannounced images
     * apart.
     */
    public int announcedVisitDetectors() {
        long announced = visits.stream().filter(PlannedVisit::isAnnounced).count();
        return (int) announced * plan.detectors();
    }

    /**
     * Makes the pixels of a visit and their truth; empty of images for a visit that is never taken.
     */
    public RenderedVisit render(PlannedVisit visit) {
        return renderer.render(visit);
    }

    /**
     * Hands over every template, some being made at the same time, and at last the index. The order
     * is always the same: field by field, detector by detector.
     */
    public void templates(Consumer<NamedBytes> sink) {
        List<TemplateMaker> makers = templateMakers();
        int atOnce = Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < makers.size(); from += atOnce) {
            int to = Math.min(makers.size(), from + atOnce);
            makers.subList(from, to).parallelStream()
                    .map(TemplateMaker::make)
                    .toList()
                    .forEach(sink);
        }
        sink.accept(templateIndex());
    }

    /** Hands over the calibrations that the night's raws need, as files in a folder. */
    public void calibrations(Consumer<NamedBytes> sink) {
        Camera camera = plan.camera();
        for (int detector : camera.detectors(plan.detectors())) {
            camera.calibrations(detector).forEach(sink);
        }
    }

    /** {@code templates/index.json}: which templates there are and where; costs nothing. */
    public NamedBytes templateIndex() {
        String instrument = plan.camera().instrument();
        String index =
                Json.templateIndex(
                        templateMakers().stream()
                                .map(m -> Json.template(m.key(), instrument, m.gridOfTemplate()))
                                .toList());
        return new NamedBytes("templates/index.json", index.getBytes(UTF_8));
    }

    private List<TemplateMaker> templateMakers() {
        return fields.values().stream()
                .flatMap(
                        field ->
                                plan.camera().detectors(plan.detectors()).stream()
                                        .map(d -> new TemplateMaker(plan, field, d)))
                .toList();
    }

    /** A field of the night by its name. */
    Field field(String name) {
        return requireNonNull(fields.get(name), name);
    }

    private void addField(String name) {
        SkyPoint pointing = Programme.pointing(plan, name);
        double turn = Programme.rotationDeg(plan, name);
        Camera camera = plan.camera();
        List<Grid> grids =
                camera.detectors(plan.detectors()).stream()
                        .map(d -> camera.grid(d, pointing, turn))
                        .toList();
        // The raft may be turned by any angle: the patch must hold its diagonal.
        double patch = (camera.halfRaftPx() + 150) * SandboxCam.ARCSEC_PER_PIXEL * Math.sqrt(2);
        fields.put(
                name,
                FieldMaker.draw(
                        new FieldRecipe(
                                plan.seed(),
                                name,
                                pointing,
                                grids,
                                patch,
                                crowding(),
                                plan.transientsPerDetector(),
                                plan.variablesPerDetector(),
                                nominalNoiseNJy(),
                                name.equals("A") ? asteroidSpeed() : 0)));
    }

    // A small detector needs more stars per area for its PSF and its kernel to be measurable.
    private double crowding() {
        return Math.max(1, Math.min(6, 0.35 * Math.pow(1024.0 / plan.camera().width(), 2)));
    }

    // Two arcsec from visit to visit, unless that would trail by more than a third of an arcsec.
    private double asteroidSpeed() {
        double cadence = plan.cadence().toNanos() / 1e9;
        return Math.min(2 / cadence, 0.33 / plan.exposureSeconds());
    }

    private double nominalNoiseNJy() {
        RandomGenerator dice = Dice.of(0, "nominal");
        Conditions air = new Conditions(NOMINAL_SEEING, 0, dice);
        Camera camera = plan.camera();
        Grid grid = camera.grid(camera.firstDetector(), Programme.pointing(plan, "A"), 0);
        double scale = SandboxCam.ARCSEC_PER_PIXEL;
        double perNJy = SandboxCam.electronsPerNJy(plan.exposureSeconds());
        double sky = Photometry.nJy(NOMINAL_SKY_MAG) * scale * scale * perNJy;
        double pixel = sky + SandboxCam.READ_NOISE * SandboxCam.READ_NOISE;
        double pixels = Moffat.of(air.seeingArcsec() / grid.arcsecPerPixel(), 0, 0).noisePixels();
        double inDifference = 1 + 1.0 / plan.templateExposures();
        return Math.sqrt(pixels * pixel * inDifference) / (0.965 * perNJy);
    }

    static Scene scene(NightPlan plan, Grid grid, Conditions air) {
        double seconds = plan.exposureSeconds();
        return new Scene(
                grid,
                air,
                SandboxCam.electronsPerNJy(seconds),
                seconds,
                plan.camera().halfRaftPx());
    }
}
