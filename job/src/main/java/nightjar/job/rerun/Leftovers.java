// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightjar.connectors.kafka.OpenTransactions;
import nightjar.connectors.kafka.OpenTransactions.Open;
import nightjar.job.audit.Unanswered;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.job.transactions.AbortTransactions;
import nightjar.model.Loss;
import nightjar.model.Outcome;

/**
 * What a rerun that was killed left open: all readers of alerts wait at it, and its ledger entries
 * tell of alerts that are not out. While a rerun is the only one, whatever is open and is not its
 * own is such.
 */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /**
     * Aborts them.
     *
     * @return those that were open
     * @throws Unanswered when the alert brokers cannot be asked, or do not abort one
     */
    static List<Open> abort(NightjarConfig config, String lineage) throws InterruptedException {
        if (!config.alerts().exactlyOnce()) {
            return List.of();
        }
        var aborted = new ArrayList<Open>();
        try (var there = OpenTransactions.at(Places.kafka(config.kafka().alerts()), PATIENCE)) {
            for (var one : answered(there.of(AbortTransactions.prefix(config, lineage)))) {
                aborted.add(answered(there.abort(one)));
            }
        }
        return aborted;
    }

    private static <T> T answered(Outcome<T> answer) {
        return answer.asValue()
                .orElseThrow(
                        () ->
                                new Unanswered(
                                        "the alert brokers",
                                        answer.asLoss().map(Loss::why).orElse("no answer")));
    }

    /** What it means for a person. */
    static List<String> told(List<Open> aborted) {
        var lines = new ArrayList<String>();
        for (var one : aborted) {
            lines.add(
                    "aborted: transaction %s, which a rerun left open at %s on %s"
                            .formatted(one.id(), one.begun(), one.topics()));
        }
        if (!aborted.isEmpty()) {
            lines.add(
                    "the alerts in it are not out, though the ledger tells of them:"
                            + " ./nightjar audit --night YYYY-MM-DD --emit, for the night that the"
                            + " rerun was of, sends them");
        }
        return lines;
    }
}
