// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nightjar.job.audit.PlanFacts.ForcedKey;
import nightjar.model.Ended;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;

/**
 * All that was found, each from where it lies and none from what the job thinks of it. Claims and
 * plans were read last: whatever else was seen is younger than its claim.
 *
 * @param instrument whose visits these are
 * @param claims of the scope
 * @param plans by visit-detector of the claim; lost when it cannot be read
 * @param alerts of the scope, by diaSourceId
 * @param strangers records on the alert topic that are no alerts, one line each
 * @param apdb rows
 * @param records of the Butler's topic
 * @param missingFiles URIs of plans' files that the store does not have
 * @param ledger the newest entry of each visit-detector of the scope
 */
record Evidence(
        String instrument,
        List<ClaimSeen> claims,
        Map<Numbered, Outcome<PlanFacts>> plans,
        Map<Long, AlertsSent> alerts,
        List<String> strangers,
        RowsSeen apdb,
        RecordsSeen records,
        Set<String> missingFiles,
        Map<VisitDetector, Ended> ledger) {

    /**
     * What the alert topic has under one id.
     *
     * @param count how often
     * @param bytes digest of the first
     * @param alike whether all have the same bytes
     */
    record AlertsSent(int count, Fingerprint bytes, boolean alike) {

        static AlertsSent once(Fingerprint bytes) {
            return new AlertsSent(1, bytes, true);
        }

        AlertsSent and(AlertsSent next) {
            return new AlertsSent(
                    count + next.count, bytes, alike && next.alike && bytes.equals(next.bytes));
        }
    }

    /**
     * What the APDB has.
     *
     * @param diaSources diaSourceId → in how many partitions, of the scope
     * @param forced of the scope
     * @param objects diaObjectId → validityStartMjdTai in each pixel that has it
     */
    record RowsSeen(
            Map<Long, Integer> diaSources,
            Set<ForcedKey> forced,
            Map<Long, List<Double>> objects) {}

    /**
     * What the Butler's topic has.
     *
     * @param sent digest of each message
     * @param of whose datasets they name, of the scope
     */
    record RecordsSeen(Set<Fingerprint> sent, Map<Fingerprint, Numbered> of) {}
}
