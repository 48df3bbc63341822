// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightjar.job.audit.Evidence.AlertsSent;
import nightjar.job.audit.Evidence.RecordsSeen;
import nightjar.job.audit.Evidence.RowsSeen;
import nightjar.job.audit.PlanFacts.ForcedKey;
import nightjar.job.audit.PlanFacts.ObjectPlanned;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.ids.DiaSourceId;

/**
 * The evidence of two visits of two detectors with two sources each, all in order; a test spoils
 * it. Both visits see the same objects.
 */
final class CleanNight {

    static final String CAMERA = "SandboxCam";
    static final long FIRST = 2026112000001L;
    static final long SECOND = 2026112000002L;
    static final long NOW = 1_795_200_000_000L;

    static final Numbered ONE = new Numbered(FIRST, 0);

    final List<ClaimSeen> claims = new ArrayList<>();
    final Map<Numbered, Outcome<PlanFacts>> plans = new HashMap<>();
    final Map<Long, AlertsSent> alerts = new HashMap<>();
    final List<String> strangers = new ArrayList<>();
    final Map<Long, Integer> diaSources = new HashMap<>();
    final Set<ForcedKey> forced = new HashSet<>();
    final Map<Long, List<Double>> objects = new HashMap<>();
    final Set<Fingerprint> records = new HashSet<>();
    final Map<Fingerprint, Numbered> recordOf = new HashMap<>();
    final Set<String> missingFiles = new HashSet<>();
    final Map<VisitDetector, Ended> ledger = new HashMap<>();

    CleanNight() {
        for (long visit : List.of(FIRST, SECOND)) {
            for (int detector = 0; detector < 2; detector++) {
                add(new Numbered(visit, detector));
            }
        }
    }

    static long id(Numbered of, int counter) {
        return DiaSourceId.pack(1, of.visit(), of.detector(), counter);
    }

    static Fingerprint bytes(long id) {
        return Fingerprint.of(Long.toString(id).getBytes(UTF_8));
    }

    static String group(Numbered of) {
        return "group-" + of.visit();
    }

    static String file(Numbered of) {
        return "s3://butler/" + of;
    }

    static double storeTime(Numbered of) {
        return 61_364 + (of.visit() - FIRST) / 1000.0;
    }

    /** Objects take the ids of the first visit's sources. */
    static long object(Numbered of, int counter) {
        return id(new Numbered(FIRST, of.detector()), counter);
    }

    private void add(Numbered of) {
        claims.add(claim(of, true, NOW - 600_000));
        var plan = plan(of);
        plans.put(of, Outcome.done(plan));
        plan.alerts().forEach((id, bytes) -> alerts.put(id, AlertsSent.once(bytes)));
        plan.diaSources().forEach(id -> diaSources.put(id, 1));
        forced.addAll(plan.forced());
        plan.objects().forEach(it -> objects.put(it.id(), List.of(plan.storeTimeMjdTai())));
        var record = plan.record().orElseThrow();
        records.add(record);
        recordOf.put(record, of);
        ledger(of, Ending.ALERTED, 2);
    }

    static ClaimSeen claim(Numbered of, boolean committed, long millis) {
        return new ClaimSeen(
                of,
                "test",
                storeTime(of),
                new Stored("s3://plans/" + of, "sha-" + of, 1),
                committed,
                millis,
                millis);
    }

    static PlanFacts plan(Numbered of) {
        var ids = List.of(id(of, 1), id(of, 2));
        return new PlanFacts(
                group(of),
                of,
                storeTime(of),
                Set.copyOf(ids),
                Set.of(new ForcedKey(object(of, 1), of.visit(), of.detector())),
                List.of(
                        new ObjectPlanned(object(of, 1), 10, 20),
                        new ObjectPlanned(object(of, 2), 10, 21)),
                Map.of(ids.get(0), bytes(ids.get(0)), ids.get(1), bytes(ids.get(1))),
                Optional.of(Fingerprint.of(of.toString().getBytes(UTF_8))),
                List.of(file(of)),
                Optional.empty(),
                Set.of(61_364.0),
                1,
                1);
    }

    void ledger(Numbered of, Ending ending, int count) {
        ledger(of, ending, ending == Ending.FAILED ? "commit unresolved" : "", count);
    }

    void rejected(Numbered of, String why) {
        ledger(of, Ending.REJECTED, why, 0);
    }

    private void ledger(Numbered of, Ending ending, String why, int count) {
        var key = new VisitDetector(CAMERA, group(of), of.detector());
        ledger.put(
                key,
                new Ended(
                        key,
                        of.visit(),
                        ending,
                        Cause.IGNORABLE,
                        "commit",
                        why,
                        count,
                        1,
                        1,
                        1,
                        NOW));
    }

    void unreadable(Numbered of) {
        plans.put(of, Outcome.lost(Loss.failed("gone")));
    }

    void replaceClaim(ClaimSeen claim) {
        claims.removeIf(it -> it.of().equals(claim.of()));
        claims.add(claim);
    }

    List<Finding> findings() {
        return Reconciliation.of(evidence(), Patience.usual(NOW));
    }

    Evidence evidence() {
        return new Evidence(
                CAMERA,
                claims,
                plans,
                alerts,
                strangers,
                new RowsSeen(diaSources, forced, objects),
                new RecordsSeen(records, recordOf),
                missingFiles,
                ledger);
    }
}
