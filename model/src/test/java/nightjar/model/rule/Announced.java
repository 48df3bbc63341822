// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import java.util.List;
import nightjar.model.CoordinateSystem;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.RotationSystem;
import nightjar.model.VisitDetector;

/** An announcement to try the rules on; what is not given is that of an ordinary visit. */
record Announced(
        String instrument,
        int salIndex,
        RotationSystem rotationSystem,
        double cameraAngleDeg,
        double durationS,
        int nimages,
        double sentTaiS,
        double efdUtcS) {

    static final Announced ORDINARY =
            new Announced("LSSTCam", 1, RotationSystem.SKY, 0, 30, 2, 0, 0);

    Announced from(String otherInstrument, int otherSalIndex) {
        return new Announced(
                otherInstrument,
                otherSalIndex,
                rotationSystem,
                cameraAngleDeg,
                durationS,
                nimages,
                sentTaiS,
                efdUtcS);
    }

    Announced sent(double taiS, double efdS) {
        return new Announced(
                instrument,
                salIndex,
                rotationSystem,
                cameraAngleDeg,
                durationS,
                nimages,
                taiS,
                efdS);
    }

    Announced turned(RotationSystem system, double angleDeg) {
        return new Announced(
                instrument, salIndex, system, angleDeg, durationS, nimages, sentTaiS, efdUtcS);
    }

    Announced snaps(int count) {
        return new Announced(
                instrument,
                salIndex,
                rotationSystem,
                cameraAngleDeg,
                durationS,
                count,
                sentTaiS,
                efdUtcS);
    }

    Announced lasting(double seconds) {
        return new Announced(
                instrument,
                salIndex,
                rotationSystem,
                cameraAngleDeg,
                seconds,
                nimages,
                sentTaiS,
                efdUtcS);
    }

    NextVisit visit() {
        return new NextVisit(
                instrument,
                "2026-11-20T01:02:03.004",
                salIndex,
                100_123,
                CoordinateSystem.ICRS,
                134.5,
                -65.3,
                sentTaiS + 30,
                rotationSystem,
                cameraAngleDeg,
                "r_57",
                durationS,
                nimages,
                "BLOCK-407",
                0,
                sentTaiS,
                efdUtcS);
    }

    Preloaded preloadedAt(long readyMillis) {
        var key = new VisitDetector(instrument, visit().group(), 42);
        var expected = new ExpectedVisit(key, visit(), "v1", readyMillis - 1000);
        return new Preloaded(expected, List.of(), List.of(), "", readyMillis);
    }

    static Raw raw(long exposure, double rotationDeg) {
        return new Raw(
                new VisitDetector("LSSTCam", "2026-11-20T01:02:03.004", 42),
                exposure,
                0,
                "s3://raw/" + exposure + ".fits",
                "",
                61_364.1,
                61_364.1003,
                134.5,
                -65.3,
                rotationDeg,
                "r_57",
                0,
                0);
    }
}
