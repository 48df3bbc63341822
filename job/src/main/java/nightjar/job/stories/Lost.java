// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Covers the loss of sources of one detector of the night's last visit, and what goes with them:
 * their alerts and rows, and the last step of their objects, which stay as they were before.
 *
 * @param key the visit-detector, as the ledger's entries are named
 * @param seen what it sees undisturbed
 * @param sources which of its sources are lost
 * @param endings its outcome may be one of these instead
 * @param whole whether its records, and forced sources of objects that it did not see, go too
 */
record Lost(String key, Seen seen, Set<Long> sources, List<String> endings, boolean whole)
        implements Predicate<Difference> {

    /** Where an object has one row, which its last step replaces. */
    private static final Set<String> NEWEST = Set.of("DiaObjectLast", "DiaObjectLastToPartition");

    /** All of it is lost. */
    static Lost whole(String key, Seen seen) {
        return new Lost(key, seen, seen.objects().keySet(), List.of("FAILED", "TIMED_OUT"), true);
    }

    /** It ends as it should, but for these sources. */
    static Lost some(String key, Seen seen, Set<Long> sources) {
        int left = seen.objects().size() - sources.size();
        return new Lost(key, seen, sources, List.of("ALERTED(" + left + ")"), false);
    }

    @Override
    public boolean test(Difference it) {
        return switch (it.kind()) {
            case OUTCOME ->
                    it.subject().equals(key)
                            && endings.stream()
                                    .anyMatch(e -> it.detail().startsWith("[" + e + "]"));
            case ALERT_LOST -> sources.stream().map(this::alert).anyMatch(it.subject()::equals);
            case ROW ->
                    it.detail().startsWith("missing")
                            ? isTaken(it.subject(), it.detail())
                            : isLeft(it.subject(), it.detail());
            case RECORD ->
                    whole
                            && it.detail().startsWith("missing")
                            && it.detail()
                                    .contains(
                                            "\"detector\":%d,\"visit\":%d}"
                                                    .formatted(seen.detector(), seen.visit()));
            default -> false;
        };
    }

    private String alert(long source) {
        return seen.visit() + "/" + seen.detector() + " " + source;
    }

    private boolean isTaken(String table, String row) {
        if (table.startsWith("DiaObject")) {
            return isObjects(row, 0);
        }
        if (table.startsWith("DiaSource")) {
            return sources.contains(Cells.whole(row, "diaSourceId"));
        }
        return seen.isOf(row) && (whole || isForced(table, row));
    }

    /** What is there instead of a row that is missing. */
    private boolean isLeft(String table, String row) {
        // An object that lacks a source is forced elsewhere, by that source's weight.
        return NEWEST.contains(table)
                ? isObjects(row, 1)
                : !whole && seen.isOf(row) && isForced(table, row);
    }

    private boolean isForced(String table, String row) {
        return table.startsWith("DiaForcedSource")
                && objects().contains(Cells.whole(row, "diaObjectId"));
    }

    /** Of an object that lost its last source, as it is with that source or so many before it. */
    private boolean isObjects(String row, int before) {
        long object = Cells.whole(row, "diaObjectId");
        long count = Cells.whole(row, "nDiaSources");
        return objects().contains(object)
                && (count == Cells.ABSENT || count == seen.times(object) - before);
    }

    private Set<Long> objects() {
        return seen.objects().entrySet().stream()
                .filter(it -> sources.contains(it.getKey()))
                .map(it -> it.getValue())
                .collect(Collectors.toSet());
    }
}
