// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.Telescope;
import nightjar.sandbox.camera.Announcement;
import nightjar.sandbox.camera.PlannedVisit;
import nightjar.sandbox.camera.SandboxCam;

/** Plays a run's night to its topics, act by act or as it is usual. */
final class Show implements AutoCloseable {

    private static final Duration LEAD = Duration.ofSeconds(3);
    private static final Duration SCRIPT = Duration.ofSeconds(3);
    private static final long CADENCE_MS = 1_500;

    private final StoryNight night;
    private final String run;
    private final List<PlannedVisit> visits;
    private final Telescope telescope;
    private final List<Thread> playing = new ArrayList<>();

    private Show(StoryNight night, String run, Telescope telescope) {
        this.night = night;
        this.run = run;
        visits = night.visits(run);
        this.telescope = telescope;
    }

    static Show of(World world, String run, NightjarConfig config) {
        var topics = config.topics();
        var desk = world.box().desk();
        var telescope =
                new Telescope(
                        new Telescope.Desk(
                                world.kafka(config).address(),
                                desk.registry(),
                                desk.presence(),
                                desk.mpsky(),
                                topics.nextVisit(),
                                topics.nextVisitCanceled(),
                                StoryConfig.notifications(run),
                                "raw"),
                        world.store());
        return new Show(world.night(), run, telescope);
    }

    List<PlannedVisit> visits() {
        return visits;
    }

    PlannedVisit visit(int number) {
        return visits.get(number);
    }

    /** A visit that is not part of the usual night. */
    PlannedVisit stale() {
        return night.visit(run, StoryNight.VISITS);
    }

    /** All announcements, then the images, visit by visit. */
    void play() throws InterruptedException {
        for (var visit : visits) {
            announce(visit);
        }
        for (var visit : visits) {
            TimeUnit.MILLISECONDS.sleep(CADENCE_MS);
            expose(visit);
        }
    }

    /** The same, while the caller does something else. */
    void begin() {
        var player =
                new Thread(
                        () -> {
                            try {
                                play();
                            } catch (InterruptedException e) {
                                // Closed.
                            }
                        },
                        "show");
        player.setDaemon(true);
        playing.add(player);
        player.start();
    }

    /** Announces it as being sent now. */
    void announce(PlannedVisit visit) {
        announce(visit, Instant.now());
    }

    void announce(PlannedVisit visit, Instant sent) {
        telescope.announce(Announcement.nextVisit(visit, sent, sent.plus(LEAD), SCRIPT));
    }

    /** All its images and their notifications. */
    void expose(PlannedVisit visit) throws InterruptedException {
        for (int detector : visit.detectors()) {
            store(visit, detector);
            notifyOf(visit, detector);
        }
    }

    /** An image and its sidecar appear, and Presence knows; no notification. */
    void store(PlannedVisit visit, int detector) throws InterruptedException {
        var raw = night.raw(visit, detector);
        Patience.with(() -> telescope.put(night.sidecar(visit, detector)));
        Patience.with(() -> telescope.put(raw));
        telescope.ingest(
                SandboxCam.INSTRUMENT,
                visit.group(),
                0,
                SandboxCam.RAFT + "_" + SandboxCam.slot(detector),
                raw);
    }

    /** The bucket tells of it. */
    void notifyOf(PlannedVisit visit, int detector) {
        telescope.notifyCreated(night.sidecar(visit, detector));
        telescope.notifyCreated(night.raw(visit, detector));
    }

    @Override
    public void close() {
        playing.forEach(Thread::interrupt);
        for (var player : playing) {
            try {
                player.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        telescope.close();
    }
}
