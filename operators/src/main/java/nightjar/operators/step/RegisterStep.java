// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.Outcome;
import nightjar.model.ReadyVisit;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;
import nightjar.model.port.Sattle;

/**
 * Makes Sattle compute an exposure's satellites while its images are still being differenced. The
 * many detectors of a visit ask once.
 */
public final class RegisterStep implements Port<ReadyVisit, ReadyVisit> {

    private static final int REMEMBERED = 256;

    private final Sattle sattle;
    private final Map<Sattle.Exposure, Boolean> registered =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<Sattle.Exposure, Boolean> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    public RegisterStep(Sattle sattle) {
        this.sattle = sattle;
    }

    @Override
    public Outcome<ReadyVisit> ask(ReadyVisit ready, Deadline deadline)
            throws InterruptedException {
        return Ask.then(Exposures.of(ready), exposures -> register(ready, exposures, deadline));
    }

    private Outcome<ReadyVisit> register(
            ReadyVisit ready, List<Sattle.Exposure> exposures, Deadline deadline)
            throws InterruptedException {
        for (var exposure : exposures) {
            if (registered.containsKey(exposure)) {
                continue;
            }
            var answer = sattle.register(exposure, deadline);
            if (answer instanceof Outcome.Lost<Sattle.Exposure> lost) {
                return Outcome.lost(lost.loss());
            }
            registered.put(exposure, true);
        }
        return Outcome.done(ready);
    }
}
