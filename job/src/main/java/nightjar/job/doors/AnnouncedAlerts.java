// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import nightjar.job.audit.AlertTopic;
import nightjar.job.audit.TopicScan;
import nightjar.job.config.NightjarConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What readers of the alert topic see.
 *
 * @param config where it is
 */
record AnnouncedAlerts(NightjarConfig config) implements Succession.Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedAlerts.class);

    @Override
    public Set<Long> between(long fromMillis, long toMillis) {
        var topic = config.topics().alerts();
        var ids = new HashSet<Long>();
        try (var scan =
                TopicScan.openWhatIsLeft(
                        Places.kafka(config.kafka().alerts()), topic, fromMillis)) {
            scan.drainUntil(toMillis, record -> see(record, ids));
        }
        return ids;
    }

    /** What is no alert is told of by the audit. */
    private static void see(ConsumerRecord<byte[], byte[]> record, Set<Long> ids) {
        try {
            ids.add(AlertTopic.id(record.value()));
        } catch (IOException e) {
            LOG.debug("partition {} offset {}", record.partition(), record.offset(), e);
        }
    }
}
