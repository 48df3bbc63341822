// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nightjar.job.audit.ClaimSeen;
import nightjar.job.audit.Numbered;
import nightjar.job.audit.Scope;
import nightjar.job.audit.Witness;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Ended;

/**
 * Looks at a night's ledger and claims, each time anew. Only a look by whoever is the only rerun
 * holds until it is acted upon.
 *
 * @param config the night's
 * @param lineage the rerun's
 */
record Look(NightjarConfig config, String lineage, LocalDate night, InstantSource clock) {

    /**
     * How entries that were wanted are now.
     *
     * @param processed those that have their result meanwhile
     * @param choice among the others
     * @param settled all that earlier reruns have committed, as {@code visit/detector}
     */
    record Now(List<Ended> processed, Choice choice, Set<String> settled) {
        Now {
            processed = List.copyOf(processed);
            settled = Set.copyOf(settled);
        }
    }

    /** Of the night's entries those that are asked for and that nobody else has claimed. */
    Choice choose(Predicate<Ended> asked) {
        try (var witness = Witness.open(config)) {
            return choice(witness, ledger(witness).stream().filter(asked).toList());
        }
    }

    /** The same entries once more. */
    Now again(Collection<Ended> entries) {
        try (var witness = Witness.open(config)) {
            var newest = ledger(witness).stream().collect(toMap(Ended::key, it -> it));
            var split =
                    entries.stream()
                            .map(it -> newest.getOrDefault(it.key(), it))
                            .collect(partitioningBy(Ended::isProcessed));
            var still = split.getOrDefault(false, List.of());
            return new Now(
                    split.getOrDefault(true, List.of()),
                    choice(witness, still),
                    settled(witness.claims(scope()), lineage));
        }
    }

    static Set<String> settled(Collection<ClaimSeen> claims, String lineage) {
        return claims.stream()
                .filter(ClaimSeen::committed)
                .filter(it -> it.lineage().equals(lineage))
                .map(it -> it.of().toString())
                .collect(toSet());
    }

    private Collection<Ended> ledger(Witness witness) {
        return witness.ledger(scope(), Optional.empty());
    }

    private Choice choice(Witness witness, Collection<Ended> entries) {
        var timeout = config.alerts().transactionTimeout();
        var fence = new Choice.Fence(config.lineage(), lineage, timeout, clock.millis());
        return Choice.of(
                entries, fence, it -> witness.claim(new Numbered(it.visit(), it.key().detector())));
    }

    private Scope scope() {
        return Scope.nights(night, night);
    }
}
