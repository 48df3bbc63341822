// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;

final class FakeClaims implements Claims {

    private final Effects effects;
    final Map<List<Number>, Claim> claims = new HashMap<>();
    Optional<Loss> trouble = Optional.empty();

    FakeClaims(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<Claim> claim(Claim wanted, Deadline deadline) {
        if (trouble.isPresent()) {
            return Outcome.lost(trouble.get());
        }
        var standing = claims.putIfAbsent(List.of(wanted.visit(), wanted.detector()), wanted);
        return standing == null
                ? effects.happened("claim", wanted)
                : Outcome.done(standing); // Nothing happened to the world.
    }

    @Override
    public Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline) {
        return trouble.isPresent()
                ? Outcome.lost(trouble.get())
                : Outcome.done(Optional.ofNullable(claims.get(List.of(visit, detector))));
    }

    @Override
    public Outcome<Claim> commit(Claim claim, Deadline deadline) {
        var marked =
                new Claim(
                        claim.visit(),
                        claim.detector(),
                        claim.lineage(),
                        claim.storeTimeMjdTai(),
                        claim.plan(),
                        true);
        claims.put(List.of(claim.visit(), claim.detector()), marked);
        return effects.happened("mark", marked);
    }
}
