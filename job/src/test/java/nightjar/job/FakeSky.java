// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import nightjar.model.CoordinateSystem;
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
 * The words that this night's topics are written in, instead of SAL's and Ceph's: an announcement
 * is "group seconds", a cancellation "group", a notification "group detector snap". Groups are A,
 * B, C…; each visit has two snaps.
 */
final class FakeSky {

    static final String INSTRUMENT = "LSSTCam";
    static final String FILTER = "r_57";

    private static final long NIGHT = 2026112000000L;
    private static final double START_MJD_TAI = 61_364.1;

    /** Forty seconds, in days: one snap after the other. */
    private static final double PACE = 40 / 86_400.0;

    private FakeSky() {}

    static VisitDetector key(String group, int detector) {
        return new VisitDetector(INSTRUMENT, group, detector);
    }

    static NextVisit visit(Received received) {
        var words = words(received);
        double sentTaiS = Tai.unixTaiOfUtcMillis(received.timestampMillis());
        return new NextVisit(
                INSTRUMENT,
                words[0],
                1,
                1,
                CoordinateSystem.ICRS,
                20,
                -20,
                sentTaiS,
                RotationSystem.NONE,
                0,
                FILTER,
                Double.parseDouble(words[1]),
                2,
                "BLOCK-T1",
                0,
                sentTaiS,
                received.timestampMillis() / 1000.0);
    }

    static VisitCanceled cancellation(Received received) {
        return new VisitCanceled(words(received)[0], 1);
    }

    static ObjectsCreated notification(Received received) {
        long seen = received.timestampMillis();
        var key = String.join(" ", words(received));
        return new ObjectsCreated(List.of(new ObjectCreated("raw", key, 1, "", seen, seen)), 0);
    }

    static Raw raw(ObjectCreated object, String uri) {
        var words = object.key().split(" ", -1);
        int snap = Integer.parseInt(words[2]);
        long number = 10L * (words[0].charAt(0) - 'A' + 1) + snap;
        double begin = START_MJD_TAI + number * PACE;
        return new Raw(
                key(words[0], Integer.parseInt(words[1])),
                NIGHT + number,
                snap,
                uri,
                "",
                begin,
                begin + 30 / 86_400.0,
                20,
                -20,
                0,
                FILTER,
                object.createdMillis(),
                object.seenMillis());
    }

    /** The group of an exposure. */
    static String group(long exposure) {
        return String.valueOf((char) ('A' + (exposure - NIGHT) / 10 - 1));
    }

    private static String[] words(Received received) {
        return new String(received.value(), UTF_8).split(" ", -1);
    }
}
