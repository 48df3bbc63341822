// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightjar.connectors.kafka.Reading;
import nightjar.connectors.nextvisit.NextVisits;
import nightjar.connectors.registry.RegistrySettings;
import nightjar.connectors.registry.SchemaRegistry;
import nightjar.job.audit.TopicScan;
import nightjar.job.audit.Unanswered;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.port.Deadline;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The announcements of some groups, as they still are on their topic: the first of each group. */
final class Announcements {

    private static final int TRIES = 3;
    private static final Deadline PATIENT = new Deadline(Long.MAX_VALUE);

    private final NightjarConfig config;
    private final NextVisits decoder;
    private final Set<String> groups;
    private final Map<String, Received> found = new HashMap<>();

    private Announcements(NightjarConfig config, Set<String> groups) {
        this.config = config;
        this.groups = groups;
        var urls = config.registry().urls().toArray(String[]::new);
        decoder = new NextVisits(new SchemaRegistry(RegistrySettings.at(urls))::byId);
    }

    /**
     * Looks for them.
     *
     * @param fromMillis UTC milliseconds since 1970: none of them is older
     * @return group → announcement, of those that are still there
     * @throws Unanswered when the topic or the registry cannot be asked
     */
    static Map<String, Received> of(NightjarConfig config, Set<String> groups, long fromMillis) {
        var announcements = new Announcements(config, groups);
        var at = Places.kafka(config.kafka().summit());
        try (var topic = TopicScan.openWhatIsLeft(at, config.topics().nextVisit(), fromMillis)) {
            topic.drain(announcements::see);
        }
        return announcements.found;
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.value().length > Reading.DEFAULT_MOST_BYTES) {
            return;
        }
        var received =
                new Received(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.value());
        // What was refused in the night is refused again: the quarantine has it.
        decoded(received).asValue().ifPresent(visit -> keep(visit, received));
    }

    private Outcome<NextVisit> decoded(Received received) {
        Outcome<NextVisit> answer = decoder.ask(received, PATIENT);
        for (int tries = 1; tries < TRIES && isTransient(answer); tries++) {
            answer = decoder.ask(received, PATIENT);
        }
        if (isTransient(answer)) {
            throw new Unanswered("the schema registry", why(answer));
        }
        return answer;
    }

    private static boolean isTransient(Outcome<NextVisit> answer) {
        return answer.asLoss().filter(loss -> loss.cause() == Cause.TRANSIENT).isPresent();
    }

    private static String why(Outcome<NextVisit> answer) {
        return answer.asLoss().map(Loss::why).orElse("");
    }

    private void keep(NextVisit visit, Received received) {
        if (visit.instrument().equals(config.instrument().name())
                && groups.contains(visit.group())) {
            found.putIfAbsent(visit.group(), received);
        }
    }

    /** Why a group cannot be processed again, if it cannot. */
    static Optional<String> missing(Map<String, Received> found, String group, String topic) {
        return found.containsKey(group)
                ? Optional.empty()
                : Optional.of(
                        "no announcement of group "
                                + group
                                + " is on topic "
                                + topic
                                + " any more: its retention has removed it, or it was never sent");
    }
}
