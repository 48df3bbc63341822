// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightjar.connectors.alerts.AlertRecords;
import nightjar.connectors.butler.ButlerMessages;
import nightjar.job.config.NightjarConfig;
import nightjar.model.PackedAlert;
import nightjar.model.Stored;
import org.apache.avro.generic.GenericRecord;

/**
 * Sends from their plans what is missing on the topics. Only for a claim that is committed, by a
 * serial read; and only when the job can no longer be about to send it itself: its longest restart
 * has passed since the mark.
 */
final class Emission {

    private final NightjarConfig config;
    private final Witness witness;
    private final Evidence seen;
    private final long nowMillis;
    private final List<String> told = new ArrayList<>();
    private int alerts;
    private int records;

    private Emission(NightjarConfig config, Witness witness, Evidence seen, long nowMillis) {
        this.config = config;
        this.witness = witness;
        this.seen = seen;
        this.nowMillis = nowMillis;
    }

    /**
     * Sends what these findings miss.
     *
     * @return what was done, a line each; the last one is the sum
     * @throws Unanswered when somebody does not answer; what was sent until then is sent
     */
    static List<String> of(
            List<Finding> findings,
            NightjarConfig config,
            Witness witness,
            Evidence seen,
            long nowMillis) {
        var emission = new Emission(config, witness, seen, nowMillis);
        emission.send(findings);
        emission.told.add("sent " + emission.alerts + " alerts, " + emission.records + " records");
        return emission.told;
    }

    private void send(List<Finding> findings) {
        var missingAlerts = new TreeMap<Numbered, Set<Long>>();
        var missingRecords = new HashSet<Numbered>();
        var withoutFile = new HashSet<Numbered>();
        for (var finding : findings) {
            switch (finding.kind()) {
                case ALERT_MISSING ->
                        missingAlerts
                                .computeIfAbsent(finding.of(), it -> new HashSet<>())
                                .add(Long.valueOf(finding.subject()));
                case RECORD_MISSING -> missingRecords.add(finding.of());
                case FILE_MISSING -> withoutFile.add(finding.of());
                default -> {
                    // Nothing that sending would mend.
                }
            }
        }
        missingRecords.stream()
                .filter(withoutFile::contains)
                .forEach(of -> told.add("no record of " + of + " is sent: its file is missing"));
        missingRecords.removeAll(withoutFile);
        send(missingAlerts, missingRecords);
    }

    private void send(Map<Numbered, Set<Long>> missingAlerts, Set<Numbered> missingRecords) {
        var all = new HashMap<Numbered, Set<Long>>(missingAlerts);
        missingRecords.forEach(of -> all.putIfAbsent(of, Set.of()));
        var allowed = new TreeMap<Numbered, Stored>();
        all.keySet().forEach(of -> allow(of, allowed));
        if (allowed.isEmpty()) {
            return;
        }
        try (var producers = Producers.open(config)) {
            allowed.forEach(
                    (of, plan) ->
                            send(
                                    of,
                                    plan,
                                    all.getOrDefault(of, Set.of()),
                                    missingRecords.contains(of),
                                    producers));
        }
    }

    /** Asks the fence again, for the evidence is of some moments ago. */
    private void allow(Numbered of, Map<Numbered, Stored> allowed) {
        var claim = witness.claim(of).filter(ClaimSeen::committed);
        var longestRestart = config.alerts().transactionTimeout();
        if (claim.isEmpty()) {
            told.add("nothing of " + of + " is sent: its claim is not committed");
        } else if (nowMillis - claim.get().markedMillis() < longestRestart.toMillis()) {
            told.add(
                    "nothing of %s is sent: it was committed less than %d min ago, the job may still do it"
                            .formatted(of, minutes(longestRestart)));
        } else {
            allowed.put(of, claim.get().plan());
        }
    }

    private static long minutes(Duration time) {
        return (time.toSeconds() + 59) / 60;
    }

    private void send(
            Numbered of, Stored plan, Set<Long> ids, boolean isRecord, Producers producers) {
        int sent =
                producers.together(
                        out -> {
                            var passing = new Passing(out, ids, isRecord);
                            witness.plans()
                                    .read(plan, passing)
                                    .match(
                                            done -> {},
                                            loss -> {
                                                throw new Unanswered(
                                                        "the plan of " + of, loss.why());
                                            });
                            return passing.alerts;
                        });
        alerts += sent;
        records += isRecord ? 1 : 0;
        told.add(
                "sent of %s %s: %d alerts%s"
                        .formatted(of, group(of), sent, isRecord ? " and its Butler record" : ""));
    }

    private String group(Numbered of) {
        var plan = seen.plans().get(of);
        return plan == null ? "" : plan.fold(PlanFacts::group, loss -> "");
    }

    /** Passes on what is missing, as the job itself writes it. */
    private final class Passing implements PlanReader.Listener {

        private final Producers.Out out;
        private final Set<Long> ids;
        private final boolean isRecord;
        private int alerts;

        Passing(Producers.Out out, Set<Long> ids, boolean isRecord) {
            this.out = out;
            this.ids = ids;
            this.isRecord = isRecord;
        }

        @Override
        public void header(GenericRecord plan) {
            if (isRecord) {
                var message = PlanReader.text(plan, "butlerRecord");
                out.record(new ButlerMessages(config.topics().butler()).record(message));
            }
        }

        @Override
        public void alert(long diaSourceId, byte[] packed) {
            if (ids.contains(diaSourceId)) {
                var alert = new PackedAlert(diaSourceId, packed);
                out.alert(new AlertRecords(config.topics().alerts()).record(alert));
                alerts++;
            }
        }
    }
}
