// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.List;
import nightjar.model.Committed;
import nightjar.model.CoordinateSystem;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.RotationSystem;
import nightjar.model.Stored;
import nightjar.model.UnwantedDetector;
import nightjar.model.VisitDetector;
import nightjar.model.time.Tai;

/** Things of an ordinary night, for tests. Its clock starts at {@link #START}. */
public final class Night {

    /** UTC milliseconds since 1970. */
    public static final long START = 1_795_140_000_000L;

    public static final String GROUP = "2026-11-20T01:02:03.004";
    public static final double ANGLE_DEG = 357.9;

    private Night() {}

    public static VisitDetector detector(int detector) {
        return new VisitDetector("LSSTCam", GROUP, detector);
    }

    /** Announced at {@link #START}; the script takes 30 s. */
    public static NextVisit visit(int nimages) {
        return visit("LSSTCam", GROUP, nimages, START);
    }

    public static NextVisit visit(String instrument, String group, int nimages, long sentMillis) {
        return new NextVisit(
                instrument,
                group,
                1,
                100_123,
                CoordinateSystem.ICRS,
                134.5,
                -65.3,
                Tai.unixTaiOfUtcMillis(sentMillis) + 30,
                RotationSystem.SKY,
                ANGLE_DEG,
                "r_57",
                30,
                nimages,
                "BLOCK-407",
                0,
                Tai.unixTaiOfUtcMillis(sentMillis),
                sentMillis / 1000.0);
    }

    public static ExpectedVisit expected(int detector, int nimages) {
        return new ExpectedVisit(detector(detector), visit(nimages), "v1", START);
    }

    /** Preload ended one second after the announcement. */
    public static Preloaded preloaded(int detector, int nimages) {
        return new Preloaded(
                expected(detector, nimages),
                List.of("file:///t/1.fits", "file:///t/2.fits"),
                List.of("file:///c/flat.fits"),
                "",
                START + 1000);
    }

    /** Exposure ids are 2026112000001 and so on: snap 0 has the first. */
    public static Raw raw(int detector, int snap) {
        return raw(detector, snap, ANGLE_DEG);
    }

    public static Raw raw(int detector, int snap, double rotationDeg) {
        return new Raw(
                detector(detector),
                2_026_112_000_001L + snap,
                snap,
                "s3://raw/LSSTCam/" + snap + "/" + detector + ".fits",
                "etag",
                61_364.1 + snap * 4e-4,
                61_364.1 + snap * 4e-4 + 15 / 86_400.0,
                134.5,
                -65.3,
                rotationDeg,
                "r_57",
                START + 40_000,
                START + 40_000 + snap);
    }

    public static ReadyVisit ready(int detector) {
        var raws = List.of(raw(detector, 0), raw(detector, 1));
        return new ReadyVisit(preloaded(detector, 2), raws, false, START + 40_001);
    }

    public static UnwantedDetector canceled(int detector) {
        return new UnwantedDetector(
                detector(detector), Ending.CANCELLED, "nextVisitCanceled", START);
    }

    public static Committed committed(int detector, int alerts) {
        var plan = new Stored("file:///plans/" + detector, "0".repeat(64), 1000);
        long visit = raw(detector, 0).exposure();
        return new Committed(
                detector(detector), visit, plan, alerts, START + 60_000, START + 62_000);
    }
}
