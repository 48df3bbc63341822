// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

/** What can be wrong between claims, plans, APDB, alerts, records and ledger, and what to do. */
enum Kind {
    ALERT_MISSING(
            "committed, and not on the alert topic",
            "./nightjar audit … --emit sends it from its plan"),
    ALERT_DOUBLED(
            "more than once on the alert topic",
            "tell the brokers; look for a restart from an old checkpoint or a second deployment"),
    ALERT_CHANGED(
            "its bytes are not those of its plan",
            "keep the plan and the record; somebody else writes to the alert topic"),
    ALERT_EARLY(
            "on the alert topic before its rows are marked as stored",
            "keep claim and log: this is a bug, or somebody else writes to the alert topic"),
    ALERT_UNPLANNED(
            "on the alert topic, and in no claimed plan",
            "look for a second deployment that writes to this topic, with claims of its own"),
    ALERT_UNREADABLE(
            "a record on the alert topic that is no alert", "look who else writes to the topic"),
    ROW_MISSING(
            "planned, and not in the APDB",
            "ask Cassandra's operators: the claim says it was stored; nightjar writes it again"
                    + " only while the claim is uncommitted"),
    ROW_DOUBLED(
            "in more than one of the APDB's partitions", "tell the APDB's people; keep the plan"),
    ROW_UNPLANNED(
            "a DIASource row that no claimed plan has",
            "look for another writer: upstream beside nightjar, or a payload's own APDB step"),
    FORCED_ROW_MISSING("planned forced photometry that is not in the APDB", "as for ROW_MISSING"),
    FORCED_ROW_UNPLANNED("a DIAForcedSource row that no claimed plan has", "as for ROW_UNPLANNED"),
    OBJECT_MISSING(
            "a planned DIAObject has no newest row",
            "after the morning's deduplication: none; else as for ROW_MISSING"),
    OBJECT_STALE(
            "its newest row is older than the newest committed plan that writes it",
            "as for ROW_MISSING: the next visit would associate with an old object"),
    OBJECT_DOUBLED(
            "newest rows in more than one of the APDB's pixels",
            "remove the older one: the object moved and its old row was not deleted"),
    RECORD_MISSING(
            "committed, and not on the Butler's topic",
            "./nightjar audit … --emit sends it from its plan"),
    RECORD_UNPLANNED(
            "a Butler record of a visit-detector whose plan says otherwise, or that has none",
            "look for a second deployment that writes to this topic"),
    FILE_MISSING(
            "a file that a Butler record names is not in the store",
            "find out who removed it; the product of its plan may still hold it"),
    CLAIM_UNCOMMITTED(
            "claimed, and its rows not marked as stored",
            "the job is still trying, or stopped: look at its commit stage; start it again"),
    PLAN_UNREADABLE(
            "the plan that a claim names cannot be read",
            "restore it by its digest, from a backup"),
    PLAN_UNEVEN(
            "alerts and DIASource rows of a plan are not of the same sources",
            "keep the plan: this is a bug"),
    LEDGER_MISSING(
            "committed, and without an end in the ledger",
            "look at the ledger topic's retention; else this is a bug"),
    LEDGER_WRONG(
            "the ledger tells of another end than the plan",
            "believe the plan; after FAILED(commit unresolved) it was committed late"),
    LEDGER_UNCLAIMED(
            "the ledger says that it was processed, and nobody claimed it",
            "look whether the claims' keyspace was restored from an older backup");

    private final String explanation;
    private final String whatToDo;

    Kind(String explanation, String whatToDo) {
        this.explanation = explanation;
        this.whatToDo = whatToDo;
    }

    /** What it means, in one line. */
    String explanation() {
        return explanation;
    }

    String whatToDo() {
        return whatToDo;
    }
}
