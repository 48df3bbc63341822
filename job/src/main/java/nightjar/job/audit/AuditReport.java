// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an audit came to, for people and for machines.
 *
 * @param what which visits
 * @param seconds that it took
 */
record AuditReport(
        Scope what, Evidence seen, List<Finding> findings, Patience patience, double seconds) {

    /** Lines of findings on the screen. */
    private static final int MOST_LINES = 20;

    boolean isClean() {
        return findings.isEmpty();
    }

    /** The whole, at most twenty findings of it. */
    List<String> words() {
        var counts = AuditCounts.of(seen, patience);
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Audit of %s, %s, in %.1f s",
                        what,
                        seen.instrument(),
                        seconds));
        lines.add("  ledger           " + seen.ledger().size() + " visit-detectors" + endings());
        lines.add(
                "  claims           %d committed, %d not; %d too young to be judged%s"
                        .formatted(
                                counts.committed(),
                                seen.claims().size() - counts.committed(),
                                counts.young(),
                                counts.lineages()));
        lines.add(
                "  plans            %d read, %d unreadable"
                        .formatted(counts.plans(), seen.plans().size() - counts.plans()));
        lines.add("                     planned     found");
        counts.table()
                .forEach(
                        (name, row) ->
                                lines.add(
                                        String.format(
                                                Locale.ROOT,
                                                "  %-16s %9d %9d",
                                                name,
                                                row.planned(),
                                                row.found())));
        lines.addAll(verdict());
        return lines;
    }

    private String endings() {
        var endings = new TreeMap<String, Integer>();
        seen.ledger()
                .values()
                .forEach(entry -> endings.merge(entry.ending().name(), 1, Integer::sum));
        return endings.isEmpty()
                ? ""
                : ": "
                        + endings.entrySet().stream()
                                .map(it -> it.getKey() + " " + it.getValue())
                                .collect(Collectors.joining(", "));
    }

    private List<String> verdict() {
        if (isClean()) {
            int young = AuditCounts.of(seen, patience).young();
            return List.of(
                    "clean: nothing is missing, nothing is there twice or unplanned"
                            + (young > 0 ? "; " + young + " are yet to be judged" : ""));
        }
        var lines = new ArrayList<String>();
        lines.add(findings.size() + (findings.size() == 1 ? " difference:" : " differences:"));
        var byKind = byKind();
        int share = Math.max(1, MOST_LINES / byKind.size());
        int left = MOST_LINES;
        for (var group : byKind.entrySet()) {
            var kind = group.getKey();
            var some = group.getValue();
            lines.add(kind + " " + some.size() + ": " + kind.explanation());
            lines.add("  to do: " + kind.whatToDo());
            int shown = Math.min(Math.min(share, left), some.size());
            some.subList(0, shown).forEach(it -> lines.add("    " + it.line()));
            if (shown < some.size()) {
                lines.add("    … and " + (some.size() - shown) + " more (--json has them all)");
            }
            left -= shown;
        }
        return lines;
    }

    private Map<Kind, List<Finding>> byKind() {
        var groups = new EnumMap<Kind, List<Finding>>(Kind.class);
        findings.forEach(
                it -> groups.computeIfAbsent(it.kind(), kind -> new ArrayList<>()).add(it));
        return groups;
    }

    /** All findings. */
    ObjectNode json() {
        var root = new ObjectMapper().createObjectNode();
        var counts = AuditCounts.of(seen, patience);
        root.put("instrument", seen.instrument());
        root.put("firstVisit", what.first()).put("lastVisit", what.last());
        root.put("clean", isClean()).put("seconds", seconds);
        root.put("ledger", seen.ledger().size());
        root.put("claims", seen.claims().size()).put("committed", counts.committed());
        root.put("young", counts.young()).put("plans", counts.plans());
        var table = root.putObject("counts");
        counts.table()
                .forEach(
                        (name, row) ->
                                table.putObject(name)
                                        .put("planned", row.planned())
                                        .put("found", row.found()));
        var byKind = root.putObject("kinds");
        byKind().forEach((kind, some) -> byKind.put(kind.name(), some.size()));
        var all = root.putArray("findings");
        for (var finding : findings) {
            all.addObject()
                    .put("kind", finding.kind().name())
                    .put("visit", finding.of().visit())
                    .put("detector", finding.of().detector())
                    .put("subject", finding.subject())
                    .put("detail", finding.detail());
        }
        return root;
    }
}
