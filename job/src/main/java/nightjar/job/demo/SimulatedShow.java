// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nightjar.model.time.Tai;
import nightjar.sandbox.camera.Announcement;
import nightjar.sandbox.camera.Exposure;
import nightjar.sandbox.camera.Frame;
import nightjar.sandbox.camera.Json;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.camera.NightPlan;
import nightjar.sandbox.camera.PlannedVisit;
import nightjar.sandbox.camera.RenderedVisit;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.camera.SimulatedNight;
import nightjar.sandbox.camera.lsst.LsstCam;
import nightjar.sandbox.sky.Asteroid;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.SatelliteTrack;

/** A simulated night. Pixels are made ahead of time, in the background; the clock stamps them. */
final class SimulatedShow implements Night {

    /** Shorter than it takes to process a visit, so that visits overlap in time. */
    private static final Duration CADENCE = Duration.ofSeconds(4);

    private static final Duration LEAD = Duration.ofSeconds(3);
    private static final Duration SCRIPT = Duration.ofSeconds(3);

    private final SimulatedNight night;
    private final NightPlan plan;
    private final ExecutorService darkroom =
            Executors.newSingleThreadExecutor(task -> daemon(task, "darkroom"));
    private final Map<PlannedVisit, Future<RenderedVisit>> rendered = new HashMap<>();
    private final List<SatelliteTrack> satellites = new ArrayList<>();
    private final List<Asteroid> asteroids = new ArrayList<>();
    private final List<Injected> truth = new ArrayList<>();
    private final Map<PlannedVisit, Instant> announcedStart = new HashMap<>();
    private Optional<Duration> late = Optional.empty();

    SimulatedShow(long seed, int visits, int detectors, int size) {
        this(seed, visits, detectors, size, Instant.now());
    }

    /** Of another date. */
    SimulatedShow(long seed, int visits, int detectors, int size, Instant start) {
        this(NightPlan.demo(seed, visits, detectors, size, start, CADENCE));
    }

    private SimulatedShow(NightPlan wanted) {
        plan = wanted.withAnnouncements(LEAD, SCRIPT);
        night = SimulatedNight.of(plan);
    }

    /**
     * Through LSSTCam: every pixel is there before the night begins, since they take long to make.
     */
    static SimulatedShow lsstCam(long seed, int visits, int detectors) {
        return new SimulatedShow(
                NightPlan.demo(
                        seed,
                        visits,
                        detectors,
                        new LsstCam(),
                        Instant.now(),
                        CADENCE,
                        LsstCam.TRANSIENTS));
    }

    /** A night without oddities, for whoever directs it visit by visit. */
    static SimulatedShow plain(long seed, int visits, int detectors, int size) {
        var demo = NightPlan.demo(seed, visits, detectors, size, Instant.now(), CADENCE);
        return new SimulatedShow(demo.withOddities(false));
    }

    List<PlannedVisit> visits() {
        return night.visits();
    }

    /** Has each announced shutter open so much later than its startTime says, to the nanosecond. */
    SimulatedShow opening(Duration afterStartTime) {
        late = Optional.of(afterStartTime);
        return this;
    }

    /** Those of the exposures so far. */
    List<SatelliteTrack> satellites() {
        return List.copyOf(satellites);
    }

    /** The startTimes announced so far. */
    List<Instant> announcedStarts() {
        return List.copyOf(announcedStart.values());
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String instrument() {
        return plan.camera().instrument();
    }

    @Override
    public List<Integer> detectors() {
        return plan.camera().detectors(plan.detectors());
    }

    @Override
    public NamedBytes geometry() {
        return Geometries.of(plan.camera(), plan.detectors());
    }

    @Override
    public Map<String, String> bands() {
        return Map.of(plan.camera().filter(), SandboxCam.BAND);
    }

    @Override
    public void calibrations(Consumer<NamedBytes> sink) {
        night.calibrations(sink);
    }

    @Override
    public boolean isLarge() {
        return plan.camera() instanceof LsstCam;
    }

    @Override
    public void templates(Consumer<NamedBytes> sink) {
        night.templates(sink);
        for (var visit : night.visits()) {
            if (visit.isTaken()) {
                rendered.put(visit, darkroom.submit(() -> night.render(visit)));
            }
        }
    }

    @Override
    public double firstMjdTai() {
        return Tai.mjdTaiOfUtcMillis(plan.startUtc().toEpochMilli());
    }

    @Override
    public int expected() {
        long unannounced =
                night.visits().stream()
                        .filter(visit -> !visit.isAnnounced())
                        .mapToLong(visit -> visit.detectors().size())
                        .sum();
        return night.announcedVisitDetectors() + (int) unannounced;
    }

    @Override
    public void play(Telescope telescope, Log log) throws InterruptedException {
        for (var visit : night.visits()) {
            int awaited = visit.isAnnounced() ? plan.detectors() : visit.detectors().size();
            log.planned(visit.group(), name(visit), awaited);
        }
        if (isLarge()) {
            develop();
        }
        var clock = Instant.now();
        for (var cue : cues()) {
            sleepUntil(clock.plus(cue.at()));
            cue.act(this, telescope, log);
        }
    }

    private void develop() throws InterruptedException {
        for (var pixels : rendered.values()) {
            try {
                pixels.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the simulator failed", e);
            }
        }
    }

    private static String name(PlannedVisit visit) {
        return switch (visit.role()) {
            case TAKEN -> "visit " + visit.exposureId() + " of field " + visit.field();
            case NO_IMAGES -> "visit " + visit.exposureId() + ", announced and never taken";
            case CANCELLED -> "visit " + visit.exposureId() + ", announced and cancelled";
            case UNANNOUNCED -> "visit " + visit.exposureId() + ", taken and never announced";
        };
    }

    private enum What {
        ANNOUNCE,
        CANCEL,
        EXPOSE
    }

    private record Cue(Duration at, What what, PlannedVisit visit) {
        void act(SimulatedShow show, Telescope telescope, Log log) throws InterruptedException {
            switch (what) {
                case ANNOUNCE -> show.announce(visit, telescope, log);
                case CANCEL ->
                        telescope.cancel(Announcement.nextVisitCanceled(visit, Instant.now()));
                case EXPOSE -> show.expose(visit, telescope, log);
            }
        }
    }

    private List<Cue> cues() {
        var cues = new ArrayList<Cue>();
        for (var visit : night.visits()) {
            if (visit.isAnnounced()) {
                cues.add(new Cue(visit.announceAt(), What.ANNOUNCE, visit));
            }
            if (visit.role() == PlannedVisit.Role.CANCELLED) {
                cues.add(new Cue(visit.openAt().minus(LEAD.dividedBy(2)), What.CANCEL, visit));
            }
            if (visit.isTaken()) {
                cues.add(new Cue(visit.openAt(), What.EXPOSE, visit));
            }
        }
        cues.sort(java.util.Comparator.comparing(Cue::at));
        return cues;
    }

    void announce(PlannedVisit visit, Telescope telescope, Log log) {
        var now = Instant.now();
        var start = now.plus(LEAD);
        announcedStart.put(visit, start);
        telescope.announce(Announcement.nextVisit(plan.camera(), visit, now, start, SCRIPT));
        log.announced(visit.group());
    }

    void expose(PlannedVisit visit, Telescope telescope, Log log) throws InterruptedException {
        var pixels = developed(visit);
        var opened =
                late.filter(it -> visit.isAnnounced())
                        .map(announcedStart.getOrDefault(visit, Instant.now())::plus)
                        .orElseGet(() -> Instant.now().minus(plan.exposure()));
        var exposure = pixels.exposedAt(opened);
        truth.addAll(exposure.truth());
        satellites.addAll(exposure.satellites());
        log.satellites(Json.satellites(satellites));
        asteroids.addAll(exposure.asteroids());
        telescope.almanac(Json.asteroids(asteroids));
        for (var frame : exposure.frames()) {
            publish(exposure, frame, telescope);
            log.published(
                    visit.group(), frame.detector(), exposure.shutterClosedUtc().toEpochMilli());
        }
    }

    private void publish(Exposure exposure, Frame frame, Telescope telescope) {
        var camera = plan.camera();
        var visit = exposure.visit();
        telescope.put(frame.sidecar());
        telescope.notifyCreated(frame.sidecar());
        telescope.put(frame.fits());
        telescope.ingest(
                camera.instrument(),
                visit.group(),
                0,
                camera.raft() + "_" + camera.sensor(frame.detector()),
                frame.fits());
        telescope.notifyCreated(frame.fits());
        if (frame.notifiedTwice()) {
            telescope.notifyCreated(frame.fits());
        }
    }

    private RenderedVisit developed(PlannedVisit visit) throws InterruptedException {
        try {
            var developed = rendered.remove(visit);
            if (developed == null) {
                throw new IllegalStateException("templates are made before a night is played");
            }
            return developed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator failed on " + visit.group(), e);
        }
    }

    private static void sleepUntil(Instant when) throws InterruptedException {
        long millis = Duration.between(Instant.now(), when).toMillis();
        if (millis > 0) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    @Override
    public List<Injected> truth() {
        return List.copyOf(truth);
    }

    @Override
    public void close() {
        darkroom.shutdownNow();
    }
}
