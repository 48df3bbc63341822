// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nightjar.job.audit.ClaimSeen;
import nightjar.model.Ended;
import nightjar.model.Ending;

/**
 * What is processed again, and what is left as it is. The claims are the fence: what anybody has
 * claimed is left to whoever did, unless its job has given it up. What is committed is left whoever
 * committed it, an earlier rerun too: its alerts may be out already.
 *
 * @param wanted to be processed again
 * @param left what is not, and why
 * @param taken those wanted whose plan stands under the night's claim, as {@code visit/detector}
 */
record Choice(List<Ended> wanted, List<Left> left, Set<String> taken) {

    /** One that stays as it is. */
    record Left(Ended entry, String why) {}

    /**
     * Whose claims there are.
     *
     * @param night the night's lineage
     * @param rerun the rerun's own
     * @param longestRestart until then a job that restarts may still do what it seems to have given
     *     up
     */
    record Fence(String night, String rerun, Duration longestRestart, long nowMillis) {}

    Choice {
        wanted = List.copyOf(wanted);
        left = List.copyOf(left);
        taken = Set.copyOf(taken);
    }

    /**
     * Chooses among entries of the ledger.
     *
     * @param claims the claim on an entry's visit-detector, if any
     */
    static Choice of(
            Collection<Ended> entries, Fence fence, Function<Ended, Optional<ClaimSeen>> claims) {
        var wanted = new ArrayList<Ended>();
        var left = new ArrayList<Left>();
        var taken = new TreeSet<String>();
        for (var entry : sorted(entries)) {
            var claim = entry.visit() == 0 ? Optional.<ClaimSeen>empty() : claims.apply(entry);
            var against = claim.flatMap(it -> against(entry, it, fence));
            if (against.isPresent()) {
                left.add(new Left(entry, against.get()));
                continue;
            }
            wanted.add(entry);
            claim.filter(it -> it.lineage().equals(fence.night()))
                    .ifPresent(it -> taken.add(it.of().toString()));
        }
        return new Choice(wanted, left, taken);
    }

    /** As the night went: visits without any image, whose numbers nobody knows, by their groups. */
    private static List<Ended> sorted(Collection<Ended> entries) {
        return entries.stream()
                .sorted(
                        Comparator.comparing((Ended it) -> it.key().group())
                                .thenComparing(it -> it.key().detector()))
                .toList();
    }

    private static Optional<String> against(Ended entry, ClaimSeen claim, Fence fence) {
        if (claim.committed()) {
            return Optional.of(
                    "committed by "
                            + claim.lineage()
                            + ": ./nightjar audit --emit sends what is missing of it");
        }
        if (claim.lineage().equals(fence.rerun())) {
            return Optional.empty();
        }
        if (!claim.lineage().equals(fence.night())) {
            return Optional.of("claimed by " + claim.lineage() + ": ask there");
        }
        boolean isGivenUp = entry.ending() == Ending.FAILED && entry.stage().equals("commit");
        long age = fence.nowMillis() - entry.endedMillis();
        return isGivenUp && age > fence.longestRestart().toMillis()
                ? Optional.empty()
                : Optional.of(
                        "claimed by "
                                + claim.lineage()
                                + ", which may still commit it: ask again "
                                + fence.longestRestart().toMinutes()
                                + " min after it has ended as FAILED(commit unresolved)");
    }

    /** Those without an announcement are left, too. */
    Choice without(Function<Ended, Optional<String>> reason) {
        var still = new ArrayList<Ended>();
        var more = new ArrayList<>(left);
        for (var entry : wanted) {
            reason.apply(entry)
                    .ifPresentOrElse(why -> more.add(new Left(entry, why)), () -> still.add(entry));
        }
        return new Choice(still, more, taken);
    }
}
