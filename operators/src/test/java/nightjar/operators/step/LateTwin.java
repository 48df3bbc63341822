// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.List;
import java.util.Optional;
import nightjar.model.Committed;
import nightjar.model.Forced;
import nightjar.model.Outcome;
import nightjar.model.port.Claims;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;

/** Somebody who claims a visit-detector just after we have seen that nobody has. */
final class LateTwin implements Claims {

    private final Night night;
    private final Claim claim;

    LateTwin(Night night, Claim claim) {
        this.night = night;
        this.claim = claim;
    }

    Outcome<Committed> commit(Forced forced) throws InterruptedException {
        return night.commit("ours", forced, this);
    }

    @Override
    public Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline) {
        var seen = night.claims.read(visit, detector, deadline);
        night.claims.claims.putIfAbsent(List.of(visit, detector), claim);
        return seen;
    }

    @Override
    public Outcome<Claim> claim(Claim wanted, Deadline deadline) {
        return night.claims.claim(wanted, deadline);
    }

    @Override
    public Outcome<Claim> commit(Claim standing, Deadline deadline) {
        return night.claims.commit(standing, deadline);
    }
}
