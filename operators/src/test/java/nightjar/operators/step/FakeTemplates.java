// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.Templates;

final class FakeTemplates implements Templates {

    final Map<String, List<String>> byFilter = new HashMap<>();
    final List<List<Double>> asked = new ArrayList<>();
    Optional<Loss> trouble = Optional.empty();

    @Override
    public Outcome<List<String>> overlapping(
            String instrument, String filter, List<Double> cornersDeg, Deadline deadline) {
        asked.add(cornersDeg);
        return trouble.isPresent()
                ? Outcome.lost(trouble.get())
                : Outcome.done(byFilter.getOrDefault(filter, List.of()));
    }
}
