// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;

/** An audit in one line, of a night that is over: everything is judged, however young. */
public final class AuditLine {

    private AuditLine() {}

    /** Audits these visits, both included. */
    public static String of(NightjarConfig config, long firstVisit, long lastVisit) {
        try (var witness = Witness.open(config)) {
            var patience = new Patience(System.currentTimeMillis(), Duration.ZERO, Duration.ZERO);
            var report = Audit.look(witness, new Scope(firstVisit, lastVisit), patience);
            return said(report);
        } catch (Unanswered | ConfigurationException e) {
            return "audit: not done, " + e.getMessage();
        }
    }

    private static String said(AuditReport report) {
        if (report.isClean()) {
            return String.format(
                    Locale.ROOT,
                    "audit: clean (%d claims, plans against APDB, alerts, records and ledger, %.1f s)",
                    report.seen().claims().size(),
                    report.seconds());
        }
        return "audit: "
                + report.findings().stream()
                        .collect(Collectors.groupingBy(Finding::kind, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(it -> it.getValue() + " " + it.getKey())
                        .collect(Collectors.joining(", "));
    }
}
