// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;

/**
 * An audit in one line, of a night that is over: everything is judged, however young.
 *
 * @param differs whether it found differences; not so when somebody could not be asked
 * @param text for people
 */
public record AuditLine(boolean differs, String text) {

    /** What was flushed last may still be on its way. */
    private static final long SECOND_LOOK_SECONDS = 2;

    /** Audits these visits, both included. */
    public static AuditLine of(NightjarConfig config, long firstVisit, long lastVisit)
            throws InterruptedException {
        long began = System.nanoTime();
        try (var witness = Witness.open(config)) {
            var scope = new Scope(firstVisit, lastVisit);
            var report = Audit.look(witness, scope, now());
            if (!report.isClean()) {
                TimeUnit.SECONDS.sleep(SECOND_LOOK_SECONDS);
                report = Audit.look(witness, scope, now());
            }
            return said(report, (System.nanoTime() - began) / 1e9);
        } catch (Unanswered | ConfigurationException e) {
            return new AuditLine(false, "audit: not done, " + e.getMessage());
        }
    }

    private static Patience now() {
        return new Patience(System.currentTimeMillis(), Duration.ZERO, Duration.ZERO);
    }

    private static AuditLine said(AuditReport report, double seconds) {
        if (report.isClean()) {
            return new AuditLine(
                    false,
                    String.format(
                            Locale.ROOT,
                            "audit: clean (%d claims and plans against APDB, alerts, records and ledger, %.1f s)",
                            report.seen().claims().size(),
                            seconds));
        }
        var kinds =
                report.findings().stream()
                        .collect(Collectors.groupingBy(Finding::kind, Collectors.counting()));
        return new AuditLine(
                true,
                "audit: "
                        + kinds.entrySet().stream()
                                .sorted(Comparator.comparing(Map.Entry::getKey))
                                .map(it -> it.getValue() + " " + it.getKey())
                                .collect(Collectors.joining(", ")));
    }
}
