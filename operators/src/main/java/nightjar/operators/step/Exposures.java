// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.port.Sattle;

/**
 * A visit's exposures as Sattle is told of them: each snap under its own exposure id and times, so
 * that Sattle knows the same whichever detector asks first, and whichever snaps that one has. Where
 * a visit is one exposure, this is what upstream's client sends.
 */
final class Exposures {

    private Exposures() {}

    /** Those of a visit; lost when the exposures' own data do not say where they looked. */
    static Outcome<List<Sattle.Exposure>> of(ReadyVisit ready) {
        var exposures = new ArrayList<Sattle.Exposure>();
        for (var raw : ready.raws()) {
            var exposure = of(raw);
            if (!isKnown(exposure)) {
                return Outcome.lost(
                        new Loss(
                                Ending.SUPPRESSED,
                                Cause.INVALID,
                                "exposure "
                                        + raw.exposure()
                                        + " has no times or no boresight, so"
                                        + " Sattle cannot be asked; see its sidecar and header"));
            }
            exposures.add(exposure);
        }
        return Outcome.done(List.copyOf(exposures));
    }

    private static Sattle.Exposure of(Raw raw) {
        return new Sattle.Exposure(
                raw.exposure(),
                raw.beginMjdTai(),
                raw.endMjdTai(),
                raw.boresightRaDeg(),
                raw.boresightDecDeg());
    }

    private static boolean isKnown(Sattle.Exposure exposure) {
        return exposure.endMjdTai() > exposure.beginMjdTai()
                && Double.isFinite(exposure.boresightRaDeg())
                && Double.isFinite(exposure.boresightDecDeg());
    }
}
