// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A detector of the night's last visit, which may suffer without harm to others: no later visit
 * builds on what it saw.
 *
 * @param detector its number
 */
record LastVisit(int detector) {

    /** As the ledger's entries are named. */
    String key() {
        return "visit-" + (StoryNight.VISITS - 1) + "/" + detector;
    }

    /** It may be lost whole, and its alerts and rows with it. */
    Allowance mayBeLost(String words) {
        return new Allowance(
                words,
                (night, undisturbed) ->
                        Lost.whole(key(), Seen.by(detector, night.lastVisit(), undisturbed)));
    }

    /** It may lack the alert of {@link #oftenSeen}, and the rows that go with that. */
    Allowance mayLackOne(String words) {
        return new Allowance(
                words,
                (night, undisturbed) -> {
                    var seen = Seen.by(detector, night.lastVisit(), undisturbed);
                    return Lost.some(
                            key(),
                            seen,
                            oftenSeen(night, undisturbed).map(Set::of).orElse(Set.of()));
                });
    }

    /**
     * The source whose object has been seen most often, by the undisturbed night. Without it the
     * object still has history enough to be forced, so that no other forced source changes its
     * number.
     */
    Optional<Long> oftenSeen(StoryNight night, Harvest undisturbed) {
        var seen = Seen.by(detector, night.lastVisit(), undisturbed);
        return seen.objects().entrySet().stream()
                .max(
                        Comparator.comparing(
                                        (Map.Entry<Long, Long> it) -> seen.times(it.getValue()))
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
