// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.demo.Telescope;
import nightjar.job.doors.Ports;
import nightjar.job.replay.Recorder;
import nightjar.job.replay.Recordings;
import nightjar.job.replay.VirtualRun;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.Topic;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.ObjectCreated;
import nightjar.model.Raw;
import nightjar.model.Received;
import nightjar.model.VisitDetector;
import nightjar.model.time.Tai;
import nightjar.sandbox.camera.CephNotification;
import nightjar.sandbox.camera.NamedBytes;

/**
 * A night of any length on a virtual clock: the job with production's steps, neighbours in memory,
 * images without pixels. Fields are visited again and again; some notifications never come.
 */
public final class MemoryNight {

    /** 2026-11-21T04:00:00 UTC. */
    private static final long START_MILLIS = 1_795_233_600_000L;

    private static final long CADENCE_MILLIS = 30_000;
    private static final long SHUTTER_MILLIS = 15_000;
    private static final long EXPOSURE_MILLIS = 10_000;
    private static final long READOUT_MILLIS = 2_000;
    private static final int VISITS_A_FIELD = 10;
    private static final int SCHEMA = 1;
    private static final long AFTER_MILLIS = Duration.ofMinutes(3).toMillis();

    private record Timed(long atMillis, byte[] value) {}

    private final Path folder;
    private final int visits;
    private final int detectors;
    private final Random random;
    private final Map<String, Raw> raws = new HashMap<>();
    private final Map<VisitDetector, String> keys = new HashMap<>();
    private final List<Timed> announcements = new ArrayList<>();
    private final List<Timed> notifications = new ArrayList<>();

    /**
     * @param folder for the files of the object store
     */
    public MemoryNight(Path folder, int visits, int detectors, long seed) {
        this.folder = folder;
        this.visits = visits;
        this.detectors = detectors;
        random = new Random(seed);
        for (int visit = 0; visit < visits; visit++) {
            announce(visit);
            for (int detector = 0; detector < detectors; detector++) {
                take(visit, detector);
            }
        }
    }

    /** The exposure in whose place this one looks. */
    long pointing(long visit) {
        return visit - visit % 100_000 + visit % Math.max(2, visits / VISITS_A_FIELD);
    }

    static String template(Path folder) {
        return uri(folder, "nightjar/templates/none.fits");
    }

    private static String uri(Path folder, String name) {
        return folder.resolve(name).toUri().toString();
    }

    private static long sentMillis(int visit) {
        return 2_000 + visit * CADENCE_MILLIS;
    }

    private void announce(int visit) {
        double now = Tai.unixTaiOfUtcMillis(START_MILLIS + sentMillis(visit));
        var boresight = BenchSky.boresight(pointing(BenchCamera.exposure(1 + visit)));
        var fields = new HashMap<String, Object>();
        fields.put("private_sndStamp", now);
        fields.put("private_efdStamp", now - 37);
        fields.put("salIndex", 1L);
        fields.put("scriptSalIndex", (long) visit);
        fields.put("groupId", BenchCamera.group("memory", 1 + visit));
        fields.put("coordinateSystem", 2L);
        fields.put("position", List.of(boresight[0], boresight[1]));
        fields.put("startTime", now);
        fields.put("rotationSystem", 2L);
        fields.put("filters", "r_57");
        fields.put("duration", 25.0);
        fields.put("nimages", 1L);
        fields.put("instrument", "LSSTCam");
        fields.put("survey", "BENCH");
        announcements.add(new Timed(sentMillis(visit), Telescope.nextVisit(SCHEMA, fields)));
    }

    private void take(int visit, int detector) {
        if (random.nextInt(40) == 0) {
            return; // its file never comes
        }
        long shutter = sentMillis(visit) + SHUTTER_MILLIS;
        long there = shutter + EXPOSURE_MILLIS + READOUT_MILLIS + random.nextInt(1_500);
        var key = BenchCamera.key(1 + visit, detector, ".fits");
        var raw = raw(visit, detector, shutter, there);
        raws.put(key, raw);
        keys.put(raw.key(), key);
        if (random.nextInt(15) > 0) {
            long told = there + random.nextInt(500);
            var object = new NamedBytes(key, new byte[2880]);
            var at = Instant.ofEpochMilli(START_MILLIS + there);
            notifications.add(new Timed(told, CephNotification.created("raw", object, at)));
        }
    }

    private Raw raw(int visit, int detector, long shutter, long there) {
        long exposure = BenchCamera.exposure(1 + visit);
        var boresight = BenchSky.boresight(pointing(exposure));
        return new Raw(
                new VisitDetector("LSSTCam", BenchCamera.group("memory", 1 + visit), detector),
                exposure,
                0,
                template(folder),
                "",
                Tai.mjdTaiOfUtcMillis(START_MILLIS + shutter),
                Tai.mjdTaiOfUtcMillis(START_MILLIS + shutter + EXPOSURE_MILLIS),
                boresight[0],
                boresight[1],
                0,
                "r_57",
                START_MILLIS + there,
                START_MILLIS + there);
    }

    Raw raw(ObjectCreated object) {
        return Optional.ofNullable(raws.get(object.key())).orElseThrow();
    }

    /** What Presence would say. */
    Optional<String> there(VisitDetector key, long nowMillis) {
        return Optional.ofNullable(keys.get(key))
                .filter(
                        at ->
                                Optional.ofNullable(raws.get(at)).orElseThrow().createdMillis()
                                        <= nowMillis)
                .map(at -> "s3://raw/" + at);
    }

    /** What the job is told: the shipped configuration, no address of which anybody asks. */
    public NightjarConfig config() {
        var lay = new LinkedHashMap<String, String>();
        lay.put("lineage", "memory");
        lay.put("instrument.detectors", IntStream.range(0, detectors).boxed().toList().toString());
        lay.put("instrument.geometry", uri(folder, "nightjar/geometry.json"));
        lay.put("mpsky.url", "http://nobody/ephemerides");
        lay.put("snaps.imageTimeout", "30 s");
        lay.put("snaps.presenceEvery", "10 s");
        lay.put("butler.root", uri(folder, "butler"));
        lay.put("butler.manifest", "\"\"");
        lay.put("store.raws", uri(folder, "raw"));
        lay.put("store.templates", uri(folder, "nightjar/templates/index.json"));
        lay.put("store.products", uri(folder, "nightjar/products"));
        lay.put("store.plans", uri(folder, "nightjar/plans"));
        lay.put("store.cache", folder.resolve("cache").toString());
        lay.put("store.scratch", folder.resolve("scratch").toString());
        var root = Path.of(System.getProperty("nightjar.root", "."));
        return Configurations.load(root.resolve("flink-conf/nightjar.yaml"), lay);
    }

    /**
     * Plays the night and records it; the job waits for the recording where that is slower.
     *
     * @param seed of the neighbours' latencies and troubles
     * @return how many entries were recorded
     */
    public long record(Path recording, long seed) throws IOException {
        new BenchCamera(folder).furnish(1, 1);
        var config = config();
        var unused = Recordings.begin(recording, config);
        var time = new VirtualTime(START_MILLIS, seed);
        var strands = new Strands(time);
        var neighbours = new MemoryPorts(this, time, strands, folder);
        var recorder = new Recorder(recording, neighbours, true);
        try (recorder) {
            long end = sentMillis(visits) + AFTER_MILLIS;
            var bugs =
                    new VirtualRun(config, time, strands)
                            .play(
                                    MemoryNeighbours::new,
                                    recorder,
                                    topics(),
                                    (sink, value) -> {},
                                    idle -> time.elapsedMillis() > end);
            if (!bugs.isEmpty()) {
                throw new IllegalStateException("a stage failed the job", bugs.get(0));
            }
        }
        // Only now: its thread may have begun just before the end.
        return recorder.written();
    }

    private Map<String, Topic> topics() {
        return Map.of(
                Ports.VISITS,
                topic(Ports.VISITS, announcements),
                Ports.CANCELS,
                topic(Ports.CANCELS, List.of()),
                Ports.OBJECTS,
                topic(Ports.OBJECTS, notifications));
    }

    private static Topic topic(String name, List<Timed> timed) {
        var inOrder = timed.stream().sorted(Comparator.comparingLong(Timed::atMillis)).toList();
        var records = new ArrayList<Received>();
        for (var it : inOrder) {
            long at = START_MILLIS + it.atMillis();
            records.add(new Received(name, 0, records.size(), at, it.value()));
        }
        return new Topic(inOrder.stream().map(Timed::atMillis).toList(), records);
    }
}
