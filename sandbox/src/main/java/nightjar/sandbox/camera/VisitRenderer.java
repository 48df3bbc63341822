// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import nightjar.sandbox.sky.Asteroid;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Changing;
import nightjar.sandbox.sky.Conditions;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.SatelliteTrack;
import nightjar.sandbox.sky.Scene;
import nightjar.sandbox.sky.SkyPoint;
import nightjar.sandbox.sky.Wanderer;

/** Makes the pixels of visits. */
final class VisitRenderer {
    private static final double SEEING_LEAST = 0.68;
    private static final double SEEING_SPAN = 0.34;
    private static final double SATELLITE_MAG = 12.5;
    // Charge of a cosmic ray that spoils a pixel, electrons: three times the noise of the sky.
    private static final float SPOILING = 75;

    private final NightPlan plan;
    private final Map<String, Field> fields;
    private final List<PlannedVisit> visits;

    VisitRenderer(NightPlan plan, Map<String, Field> fields, List<PlannedVisit> visits) {
        this.plan = plan;
        this.fields = Map.copyOf(fields);
        this.visits = visits;
    }

    RenderedVisit render(PlannedVisit visit) {
        return render(visit, air(visit));
    }

    /** The visit through this very air. */
    RenderedVisit render(PlannedVisit visit, Conditions air) {
        List<SatelliteTrack> tracks = visit.satellite() ? List.of(satellite(visit)) : List.of();
        List<RenderedImage> images =
                visit.detectors().parallelStream().map(d -> image(visit, d, air, tracks)).toList();
        List<Asteroid> asteroids =
                field(visit).wanderers().stream().map(w -> Asteroid.of(w, middle(visit))).toList();
        return new RenderedVisit(
                plan.camera(),
                visit,
                plan.exposure(),
                air.transparency(),
                images,
                tracks,
                asteroids);
    }

    private Conditions air(PlannedVisit visit) {
        RandomGenerator dice = Dice.of(plan.seed(), "air", visit.sequence());
        double seeing = SEEING_LEAST + SEEING_SPAN * dice.nextDouble();
        return new Conditions(seeing, SimulatedNight.WOBBLE_PX, dice);
    }

    // Slow enough to be well inside one plane during the exposure, fast enough to cross the whole
    // raft.
    private SatelliteTrack satellite(PlannedVisit visit) {
        RandomGenerator dice = Dice.of(plan.seed(), "satellite", visit.sequence());
        double raft = 2 * plan.camera().halfRaftPx() * SandboxCam.ARCSEC_PER_PIXEL / 3600;
        double speed = 2.2 * raft / plan.exposureSeconds();
        double angle = 2 * Math.PI * dice.nextDouble();
        double decRate = speed * Math.cos(angle);
        double cosDec = Math.cos(Math.toRadians(visit.boresight().decDeg()));
        double raRate = speed * Math.sin(angle) / cosDec;
        SkyPoint middle =
                visit.boresight()
                        .shifted(
                                raft * 3600 * 0.25 * (2 * dice.nextDouble() - 1),
                                raft * 3600 * 0.25 * (2 * dice.nextDouble() - 1));
        double half = plan.exposureSeconds() / 2;
        return new SatelliteTrack(
                "SAT-1",
                0,
                middle.raDeg() - raRate * half,
                middle.decDeg() - decRate * half,
                raRate,
                decRate);
    }

    private RenderedImage image(
            PlannedVisit visit, int detector, Conditions air, List<SatelliteTrack> tracks) {
        Field field = field(visit);
        Camera camera = plan.camera();
        Grid grid = camera.grid(detector, visit.boresight(), visit.rotationDeg());
        Scene scene = SimulatedNight.scene(plan, grid, air);
        Canvas canvas = scene.paintSteady(field);
        paintChanges(scene, canvas, field, visit);
        List<Canvas> trails =
                tracks.stream().map(t -> scene.paint(t, Photometry.nJy(SATELLITE_MAG))).toList();
        trails.forEach(canvas::add);
        canvas.bleed(camera.fullWell());
        RandomGenerator dice = Dice.of(plan.seed(), "readout", visit.sequence(), detector);
        Canvas rays =
                CosmicRays.fall(camera.width(), camera.height(), plan.exposureSeconds(), dice);
        boolean[] masked = masked(canvas, rays, camera.saturation());
        camera.markDefects(detector, masked);
        Witness witness =
                new Witness(
                        scene,
                        field,
                        canvas,
                        masked,
                        visit.exposureId(),
                        detector,
                        plan.templateExposures(),
                        fate(visit, detector),
                        distanceFrom(tracks));
        List<Injected> truth = truth(visit, scene, witness, tracks, trails);
        Picture picture = camera.read(detector, canvas, rays, plan.exposureSeconds(), dice);
        return new RenderedImage(detector, grid, picture, truth);
    }

    private void paintChanges(Scene scene, Canvas canvas, Field field, PlannedVisit visit) {
        for (Changing source : field.changing()) {
            scene.paint(canvas, source.at(), nJy(source, visit));
        }
        for (Wanderer wanderer : field.wanderers()) {
            scene.paint(canvas, wanderer, openAt(visit));
        }
    }

    private static boolean[] masked(Canvas canvas, Canvas rays, double saturation) {
        float[] electrons = canvas.electrons();
        float full = (float) saturation;
        boolean[] masked = new boolean[electrons.length];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = electrons[i] >= full || rays.electrons()[i] > SPOILING;
        }
        return masked;
    }

    private List<Injected> truth(
            PlannedVisit visit,
            Scene scene,
            Witness witness,
            List<SatelliteTrack> tracks,
            List<Canvas> trails) {
        Field field = field(visit);
        List<Injected> rows = new ArrayList<>();
        for (Changing source : field.changing()) {
            if (isOn(scene, source.at())) {
                rows.add(witness.changing(source, nJy(source, visit)));
            }
        }
        for (Wanderer w : field.wanderers()) {
            SkyPoint at = w.at(middle(visit));
            if (isOn(scene, at)) {
                rows.add(witness.point(Injected.Kind.ASTEROID, w.id(), at, w.nJy()));
            }
        }
        for (int i = 0; i < tracks.size(); i++) {
            SatelliteTrack track = tracks.get(i);
            Canvas trail = trails.get(i);
            scene.middle(track)
                    .ifPresent(t -> rows.add(witness.trail(track.id(), track.at(t), trail)));
        }
        return rows;
    }

    private ToDoubleFunction<SkyPoint> distanceFrom(List<SatelliteTrack> tracks) {
        double seconds = plan.exposureSeconds();
        return at ->
                tracks.stream()
                        .mapToDouble(track -> track.arcsecFrom(at, seconds))
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
    }

    private Field field(PlannedVisit visit) {
        return requireNonNull(fields.get(visit.field()), visit.field());
    }

    private static boolean isOn(Scene scene, SkyPoint at) {
        return scene.grid().holds(scene.grid().toPixel(at), 0.5);
    }

    private static Injected.Fate fate(PlannedVisit visit, int detector) {
        if (visit.role() == PlannedVisit.Role.UNANNOUNCED) {
            return Injected.Fate.UNANNOUNCED;
        }
        return detector == visit.truncatedDetector() ? Injected.Fate.LOST : Injected.Fate.SEEN;
    }

    private double nJy(Changing source, PlannedVisit visit) {
        int all =
                (int)
                        visits.stream()
                                .filter(v -> v.role() == PlannedVisit.Role.TAKEN)
                                .filter(v -> v.field().equals(visit.field()))
                                .count();
        return source.nJy(Math.min(visit.fieldVisit(), all - 1), all);
    }

    private double middle(PlannedVisit visit) {
        return openAt(visit) + plan.exposureSeconds() / 2;
    }

    private static double openAt(PlannedVisit visit) {
        return visit.openAt().toNanos() / 1e9;
    }
}
