// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is new from one audit to the next. */
final class Following {

    private final Set<String> said = new HashSet<>();
    private Map<String, Finding> open = Map.of();
    private boolean hasBegun;

    /** Differences that were not there at the last look, and those that are gone. */
    List<String> news(AuditReport report, Instant at) {
        var now = new LinkedHashMap<String, Finding>();
        report.findings()
                .forEach(it -> now.put(it.kind() + " " + it.of() + " " + it.subject(), it));
        var when = at.truncatedTo(ChronoUnit.SECONDS) + " ";
        var lines = new ArrayList<String>();
        if (!hasBegun) {
            lines.addAll(report.words());
            hasBegun = true;
        } else {
            now.forEach(
                    (name, it) -> {
                        if (!open.containsKey(name)) {
                            lines.add(when + it.kind() + " " + it.line());
                        }
                    });
            open.keySet().stream()
                    .filter(name -> !now.containsKey(name))
                    .forEach(name -> lines.add(when + "mended: " + name));
        }
        open = now;
        return lines;
    }

    /** Lines that were not said before. */
    List<String> news(List<String> lines) {
        return lines.stream().filter(said::add).toList();
    }
}
