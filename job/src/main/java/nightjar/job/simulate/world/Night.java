// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nightjar.job.simulate.runtime.Dice;
import nightjar.job.simulate.runtime.Topic;
import nightjar.model.CoordinateSystem;
import nightjar.model.Ending;
import nightjar.model.NextVisit;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.Raw;
import nightjar.model.Received;
import nightjar.model.RotationSystem;
import nightjar.model.VisitCanceled;
import nightjar.model.VisitDetector;
import nightjar.model.time.Tai;

/**
 * A night drawn from a seed: visits of the same field, one after another, while the earlier are
 * still being worked on, and among them what goes wrong in nights. It knows how each visit-detector
 * must end.
 *
 * <p>A night may begin with an outage: the job is down until the first of its announcements have
 * expired, and finds them, the later ones and all images and cancellations on its topics.
 */
public final class Night {

    public static final String INSTRUMENT = "LSSTCam";
    public static final int DETECTORS = 3;

    /** 2026-11-21T04:00:00 UTC. */
    public static final long START_MILLIS = 1_795_233_600_000L;

    static final String FILTER = "r_57";

    private static final long FIRST_VISIT = 2026112000010L;
    private static final long CADENCE_MILLIS = 32_000;
    private static final long EXPOSURE_MILLIS = 12_000;
    private static final double SCRIPT_SECONDS = 20;

    /** fanOut.expiry, as it is shipped. */
    private static final long EXPIRY_MILLIS = 3_600_000;

    /** Deaths in the first minute must not make an announcement stale that is still fresh. */
    private static final long APART_MILLIS = 240_000;

    /** What becomes of a visit. */
    private enum Fate {
        TAKEN,
        CANCELED,
        STALE,
        TURNED,
        UNANNOUNCED
    }

    private record Visit(int number, Fate fate, int snaps, long sentMillis, boolean isExpired) {
        String group() {
            return "group-" + number;
        }

        long exposure(int snap) {
            return FIRST_VISIT + 10L * number + snap;
        }

        long shutterMillis(int snap) {
            return sentMillis + 14_000 + snap * (EXPOSURE_MILLIS + 2_000);
        }

        long readMillis(int snap) {
            return shutterMillis(snap) + EXPOSURE_MILLIS + 2_000;
        }
    }

    private final Random random;
    private final long beginMillis;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Timed> announcements = new ArrayList<>();
    private final List<Timed> cancellations = new ArrayList<>();
    private final List<Timed> notifications = new ArrayList<>();
    private final Map<String, Long> thereMillis = new HashMap<>();
    private final Map<VisitDetector, Ending> endings =
            new TreeMap<>(Comparator.comparing(VisitDetector::toString));

    private record Timed(long atMillis, String words) {}

    public Night(long seed) {
        this(seed, 0);
    }

    /** One before which the job was down for longer than its first visits are worth waiting for. */
    public static Night afterOutage(long seed) {
        return new Night(seed, 1 + Dice.of(seed ^ 0x6F7574616765L).nextInt(3));
    }

    /**
     * @param expired so many visits have expired when the job begins
     */
    private Night(long seed, int expired) {
        random = Dice.of(seed ^ 0x6E69676874L);
        int count = 4 + random.nextInt(2);
        for (int number = 0; number < count; number++) {
            var visit =
                    new Visit(
                            number,
                            number < 2 ? Fate.TAKEN : fate(),
                            1 + random.nextInt(2),
                            sentMillis(number, expired),
                            number < expired);
            visits.add(visit);
            play(visit);
        }
        beginMillis =
                expired == 0
                        ? 0
                        : sentMillis(expired - 1, expired) + APART_MILLIS / 2 + EXPIRY_MILLIS;
    }

    private static long sentMillis(int number, int expired) {
        long after = expired > 0 && number >= expired ? APART_MILLIS : 0;
        return 1_000 + number * CADENCE_MILLIS + after;
    }

    /** When the job is first up, milliseconds since the night's start. */
    public long beginMillis() {
        return beginMillis;
    }

    private Fate fate() {
        int drawn = random.nextInt(10);
        return drawn < 6 ? Fate.TAKEN : Fate.values()[1 + drawn % 4];
    }

    private void play(Visit visit) {
        if (visit.fate() != Fate.UNANNOUNCED) {
            announce(visit.sentMillis(), visit);
            if (random.nextInt(5) == 0) {
                announce(visit.sentMillis() + 200 + random.nextInt(3_000), visit);
            }
        }
        if (visit.fate() == Fate.CANCELED) {
            cancellations.add(
                    new Timed(visit.sentMillis() + random.nextInt(8_000) - 500, visit.group()));
        }
        for (int detector = 0; detector < DETECTORS; detector++) {
            play(visit, detector);
        }
    }

    private void announce(long atMillis, Visit visit) {
        announcements.add(new Timed(atMillis, String.valueOf(visit.number())));
    }

    private void play(Visit visit, int detector) {
        int taken = 0;
        boolean imaged = visit.fate() != Fate.CANCELED && visit.fate() != Fate.STALE;
        for (int snap = 0; imaged && snap < visit.snaps(); snap++) {
            if (visit.fate() == Fate.TAKEN && random.nextInt(12) == 0) {
                continue; // its file never comes
            }
            taken++;
            arrive(visit, detector, snap);
        }
        var key = new VisitDetector(INSTRUMENT, visit.group(), detector);
        endings.put(key, ending(visit, taken));
    }

    private void arrive(Visit visit, int detector, int snap) {
        var words = visit.number() + " " + detector + " " + snap;
        long there = visit.readMillis(snap) + random.nextInt(1_500);
        thereMillis.put(words, there);
        int way = random.nextInt(10);
        boolean told = way > 0 || visit.fate() != Fate.TAKEN;
        if (told) {
            notifications.add(new Timed(there + random.nextInt(way == 1 ? 9_000 : 800), words));
        }
        if (way == 2) {
            notifications.add(new Timed(there + random.nextInt(9_000), words));
        }
    }

    private static Ending ending(Visit visit, int taken) {
        if (visit.isExpired()) {
            return Ending.IGNORED;
        }
        return switch (visit.fate()) {
            case TAKEN -> taken > 0 ? Ending.ALERTED : Ending.TIMED_OUT;
            case CANCELED -> Ending.CANCELLED;
            case STALE, UNANNOUNCED -> Ending.IGNORED;
            case TURNED -> Ending.REJECTED;
        };
    }

    /** How each must end; a night in which nothing varied may be EMPTY instead of ALERTED. */
    public Map<VisitDetector, Ending> endings() {
        return endings;
    }

    /** What the job reads. */
    public Map<String, Topic> topics() {
        return Map.of(
                "visits", topic("visits", announcements),
                "cancels", topic("cancels", cancellations),
                "objects", topic("objects", notifications));
    }

    private static Topic topic(String name, List<Timed> timed) {
        var inOrder = timed.stream().sorted(Comparator.comparingLong(Timed::atMillis)).toList();
        var records = new ArrayList<Received>();
        for (var it : inOrder) {
            records.add(
                    new Received(
                            name,
                            0,
                            records.size(),
                            START_MILLIS + it.atMillis(),
                            it.words().getBytes(StandardCharsets.UTF_8)));
        }
        return new Topic(inOrder.stream().map(Timed::atMillis).toList(), records);
    }

    NextVisit visit(Received received) {
        var visit = visits.get(Integer.parseInt(words(received)));
        long agoMillis = visit.fate() == Fate.STALE ? 2 * 3_600_000 : 0;
        double sent = Tai.unixTaiOfUtcMillis(START_MILLIS + visit.sentMillis() - agoMillis);
        return new NextVisit(
                INSTRUMENT,
                visit.group(),
                1,
                1,
                CoordinateSystem.ICRS,
                20.1,
                -19.97,
                sent,
                RotationSystem.SKY,
                0,
                FILTER,
                SCRIPT_SECONDS,
                visit.snaps(),
                "BLOCK-T1",
                0,
                sent,
                (START_MILLIS + visit.sentMillis() - agoMillis) / 1000.0);
    }

    VisitCanceled cancellation(Received received) {
        return new VisitCanceled(words(received), 1);
    }

    ObjectsCreated objects(Received received, long nowMillis) {
        var object =
                new ObjectCreated(
                        "raw", key(words(received)), 1, "", received.timestampMillis(), nowMillis);
        return new ObjectsCreated(List.of(object), 0);
    }

    private static String key(String words) {
        return words.replace(' ', '/') + ".fits";
    }

    /** The key of a snap that is there by now. */
    Optional<String> there(VisitDetector key, int snap, long elapsedMillis) {
        int number = Integer.parseInt(key.group().substring("group-".length()));
        var words = number + " " + key.detector() + " " + snap;
        return Optional.ofNullable(thereMillis.get(words))
                .filter(at -> at <= elapsedMillis)
                .map(at -> key(words));
    }

    Raw raw(ObjectCreated object) {
        var parts = object.key().replace(".fits", "").split("/", -1);
        var visit = visits.get(Integer.parseInt(parts[0]));
        int snap = Integer.parseInt(parts[2]);
        long shutter = START_MILLIS + visit.shutterMillis(snap);
        return new Raw(
                new VisitDetector(INSTRUMENT, visit.group(), Integer.parseInt(parts[1])),
                visit.exposure(snap),
                snap,
                "mem://raw/" + object.key(),
                "",
                Tai.mjdTaiOfUtcMillis(shutter),
                Tai.mjdTaiOfUtcMillis(shutter + EXPOSURE_MILLIS),
                20.1,
                -19.97,
                visit.fate() == Fate.TURNED ? 5 : 0,
                FILTER,
                object.createdMillis(),
                object.seenMillis());
    }

    private static String words(Received received) {
        return new String(received.value(), StandardCharsets.UTF_8);
    }
}
