// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;

final class FakeApdb implements Apdb {

    private final Effects effects;
    final List<Rows> writes = new ArrayList<>();
    final List<Double> paddings = new ArrayList<>();
    Prior prior = new Prior(List.of(), List.of(), List.of());
    Set<Long> processed = new HashSet<>();
    Optional<Loss> trouble = Optional.empty();

    FakeApdb(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<Prior> prior(
            List<Double> cornersDeg, double paddingArcsec, double midpoint, Deadline deadline) {
        paddings.add(paddingArcsec);
        return trouble.isPresent() ? Outcome.lost(trouble.get()) : Outcome.done(prior);
    }

    @Override
    public Outcome<Boolean> contains(long visit, int detector, Deadline deadline) {
        return Outcome.done(processed.contains(visit));
    }

    @Override
    public Outcome<Rows> write(Rows rows, Deadline deadline) {
        if (trouble.isPresent()) {
            return Outcome.lost(trouble.get());
        }
        writes.add(rows);
        return effects.happened("rows", rows);
    }
}
