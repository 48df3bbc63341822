// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The summary of an audit.
 *
 * @param committed claims that are marked
 * @param young of them those that are not judged yet
 * @param lineages whose they are, in words, when they are of more than one
 * @param plans that could be read
 * @param table what was promised by committed plans and what there is, by name
 */
record AuditCounts(int committed, int young, String lineages, int plans, Map<String, Row> table) {

    /** Promised, and there. */
    record Row(long planned, long found) {}

    static AuditCounts of(Evidence seen, Patience patience) {
        var committed = seen.claims().stream().filter(ClaimSeen::committed).toList();
        var plans =
                committed.stream()
                        .map(claim -> seen.plans().get(claim.of()))
                        .filter(Objects::nonNull)
                        .flatMap(plan -> plan.asValue().stream())
                        .toList();
        return new AuditCounts(
                committed.size(),
                (int)
                        committed.stream()
                                .filter(
                                        it ->
                                                !it.isSettled(
                                                        patience.nowMillis(), patience.settling()))
                                .count(),
                lineages(seen.claims()),
                (int) seen.plans().values().stream().filter(it -> it.isDone()).count(),
                table(plans, seen));
    }

    private static String lineages(List<ClaimSeen> claims) {
        var counts =
                claims.stream()
                        .collect(Collectors.groupingBy(ClaimSeen::lineage, Collectors.counting()));
        return counts.size() < 2 ? "" : "; by lineage " + counts;
    }

    private static Map<String, Row> table(List<PlanFacts> plans, Evidence seen) {
        var table = new LinkedHashMap<String, Row>();
        table.put(
                "alerts",
                new Row(
                        plans.stream().mapToLong(it -> it.alerts().size()).sum(),
                        seen.alerts().values().stream().mapToLong(it -> it.count()).sum()));
        table.put(
                "DIASource",
                new Row(
                        plans.stream().mapToLong(it -> it.diaSources().size()).sum(),
                        seen.apdb().diaSources().values().stream().mapToLong(it -> it).sum()));
        table.put(
                "DIAForcedSource",
                new Row(
                        plans.stream().mapToLong(it -> it.forced().size()).sum(),
                        seen.apdb().forced().size()));
        table.put(
                "DIAObject",
                new Row(
                        plans.stream()
                                .flatMap(it -> it.objects().stream())
                                .mapToLong(it -> it.id())
                                .distinct()
                                .count(),
                        seen.apdb().objects().values().stream().mapToLong(List::size).sum()));
        table.put(
                "Butler records",
                new Row(
                        plans.stream().filter(it -> it.record().isPresent()).count(),
                        seen.records().sent().size()));
        long files = plans.stream().mapToLong(it -> it.files().size()).sum();
        table.put("Butler files", new Row(files, files - seen.missingFiles().size()));
        return table;
    }
}
