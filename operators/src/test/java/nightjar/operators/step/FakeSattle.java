// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle;

/** Allows everything but what crossed a satellite in an exposure. */
final class FakeSattle implements Sattle {

    final List<Exposure> registered = new ArrayList<>();
    final List<Exposure> asked = new ArrayList<>();
    final Map<Long, Set<Long>> satellites = new HashMap<>();
    final Set<Long> askedIds = new HashSet<>();
    Optional<Loss> trouble = Optional.empty();

    @Override
    public Outcome<Exposure> register(Exposure exposure, Deadline deadline) {
        if (trouble.isPresent()) {
            return Outcome.lost(trouble.get());
        }
        registered.add(exposure);
        return Outcome.done(exposure);
    }

    @Override
    public Outcome<Set<Long>> allowed(
            Exposure exposure, int detector, List<Box> sources, Deadline deadline) {
        if (trouble.isPresent()) {
            return Outcome.lost(trouble.get());
        }
        asked.add(exposure);
        var allowed = new HashSet<Long>();
        sources.forEach(box -> allowed.add(box.diaSourceId()));
        askedIds.addAll(allowed);
        allowed.removeAll(satellites.getOrDefault(exposure.visit(), Set.of()));
        return Outcome.done(allowed);
    }
}
