// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;

/** Claims as lightweight transactions keep them; and as two kinds of broken commit would. */
final class SimulatedClaims implements Claims {

    private final Effects effects;
    private final Breakage breakage;
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    SimulatedClaims(Effects effects, Breakage breakage) {
        this.effects = effects;
        this.breakage = breakage;
    }

    @Override
    public Outcome<Claim> claim(Claim wanted, Deadline deadline) throws InterruptedException {
        var of = key(wanted.visit(), wanted.detector());
        return effects.change(
                "claims",
                "claim " + of,
                () ->
                        switch (breakage) {
                            case SKIP_CLAIM -> Outcome.done(wanted);
                            case RE_ASSOCIATE -> {
                                claims.put(of, wanted);
                                yield Outcome.done(wanted);
                            }
                            case NONE, FRESH_TIMESTAMPS -> {
                                claims.putIfAbsent(of, wanted);
                                yield Outcome.done(standing(of).orElseThrow());
                            }
                        });
    }

    @Override
    public Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline)
            throws InterruptedException {
        return effects.look("claims", () -> Outcome.done(standing(key(visit, detector))));
    }

    @Override
    public Outcome<Claim> commit(Claim claim, Deadline deadline) throws InterruptedException {
        var of = key(claim.visit(), claim.detector());
        return effects.change("claims", "mark " + of, () -> mark(of, claim));
    }

    private Outcome<Claim> mark(String of, Claim claim) {
        var standing = standing(of);
        boolean isOwn = standing.filter(it -> it.plan().equals(claim.plan())).isPresent();
        if (!isOwn && breakage != Breakage.SKIP_CLAIM) {
            return Outcome.lost(Loss.rejected(of + " is claimed for another plan"));
        }
        var marked =
                new Claim(
                        claim.visit(),
                        claim.detector(),
                        claim.lineage(),
                        claim.storeTimeMjdTai(),
                        claim.plan(),
                        true);
        claims.put(of, marked);
        return Outcome.done(marked);
    }

    private Optional<Claim> standing(String of) {
        return Optional.ofNullable(claims.get(of));
    }

    private static String key(long visit, int detector) {
        return visit + "/" + detector;
    }

    /** In the order in which they were made. */
    List<Claim> inOrder() {
        return List.copyOf(claims.values());
    }
}
