// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Deadline;
import nightjar.model.port.Ephemerides;
import nightjar.model.sky.SkyCircle;
import nightjar.model.sky.SkyPosition;
import nightjar.model.solar.KnownBodies;
import nightjar.model.solar.KnownBody;
import nightjar.model.solar.Trajectory;

/** Knows bodies that stand still, ten au from the Sun, and an observer who is at its place. */
final class FakeEphemerides implements Ephemerides {

    record Asked(SkyCircle circle, double mjdTai) {}

    final List<Asked> asked = new ArrayList<>();
    private final List<KnownBody> bodies = new ArrayList<>();
    double fromMjdTai = Math.floor(Sky.MIDPOINT);
    boolean away;

    FakeEphemerides with(long ssObjectId, double ra, double dec) {
        var at = new SkyPosition(ra, dec).toUnitVector().times(10);
        bodies.add(
                new KnownBody(
                        ssObjectId,
                        "2026 WA" + ssObjectId,
                        standing(at.x(), at.y(), at.z()),
                        20,
                        new Columns(Map.of("designation", "orbit of " + ssObjectId))));
        return this;
    }

    private static Trajectory standing(double x, double y, double z) {
        return new Trajectory(new double[] {x}, new double[] {y}, new double[] {z});
    }

    @Override
    public Outcome<KnownBodies> near(SkyCircle circle, double mjdTai, Deadline deadline) {
        asked.add(new Asked(circle, mjdTai));
        return away
                ? Outcome.lost(Loss.transientTrouble("MPSky did not answer within 3000 ms"))
                : Outcome.done(
                        new KnownBodies(fromMjdTai, fromMjdTai + 1, standing(0, 0, 0), bodies));
    }
}
