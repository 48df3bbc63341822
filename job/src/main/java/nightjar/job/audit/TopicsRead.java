// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;

/** The three topics that a night ends in. */
record TopicsRead(AlertTopic alerts, RecordTopic records, LedgerTopic ledger)
        implements AutoCloseable {

    /**
     * Opens them.
     *
     * @param fromMillis UTC milliseconds since 1970: what is older is not read
     */
    static TopicsRead open(NightjarConfig config, long fromMillis) {
        var kafka = config.kafka();
        var names = config.topics();
        var camera = config.instrument().name();
        return new TopicsRead(
                new AlertTopic(
                        TopicScan.open(Places.kafka(kafka.alerts()), names.alerts(), fromMillis),
                        config.release()),
                new RecordTopic(
                        TopicScan.open(Places.kafka(kafka.butler()), names.butler(), fromMillis),
                        camera),
                new LedgerTopic(
                        TopicScan.open(Places.kafka(kafka.own()), names.ledger(), fromMillis),
                        camera));
    }

    /** Reads each on to its end. */
    void look(Scope scope) {
        alerts.look(scope);
        records.look(scope);
        ledger.look(scope);
    }

    @Override
    public void close() {
        alerts.close();
        records.close();
        ledger.close();
    }
}
