// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Claims;
import nightjar.model.port.Deadline;

/** Claims without a database, for benches and tests: they hold as long as the JVM. */
public final class InMemoryClaims implements Claims {

    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    @Override
    public Outcome<Claim> claim(Claim wanted, Deadline deadline) {
        Claim before = claims.putIfAbsent(key(wanted.visit(), wanted.detector()), wanted);
        return Outcome.done(before == null ? wanted : before);
    }

    @Override
    public Outcome<Optional<Claim>> read(long visit, int detector, Deadline deadline) {
        return Outcome.done(Optional.ofNullable(claims.get(key(visit, detector))));
    }

    @Override
    public Outcome<Claim> commit(Claim claim, Deadline deadline) {
        Claim marked =
                claims.computeIfPresent(
                        key(claim.visit(), claim.detector()),
                        (key, standing) -> isSame(standing, claim) ? marked(standing) : standing);
        return marked != null && isSame(marked, claim)
                ? Outcome.done(marked)
                : Outcome.lost(
                        Loss.rejected(
                                "visit "
                                        + claim.visit()
                                        + " detector "
                                        + claim.detector()
                                        + " cannot be marked as committed: owned by "
                                        + (marked == null ? "nobody" : marked.lineage())));
    }

    private static Claim marked(Claim c) {
        return new Claim(c.visit(), c.detector(), c.lineage(), c.storeTimeMjdTai(), c.plan(), true);
    }

    private static boolean isSame(Claim a, Claim b) {
        return a.lineage().equals(b.lineage()) && a.plan().sha256().equals(b.plan().sha256());
    }

    private static String key(long visit, int detector) {
        return visit + "/" + detector;
    }
}
