// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nightjar.connectors.ledger.LedgerJson;
import nightjar.model.Ended;
import nightjar.model.VisitDetector;
import nightjar.model.time.Tai;

/** The ledger's topic: of each visit-detector the entry that holds, a rerun's among them. */
final class LedgerTopic implements AutoCloseable {

    private final TopicScan topic;
    private final String instrument;
    private final Map<VisitDetector, Ended> newest = new HashMap<>();

    LedgerTopic(TopicScan topic, String instrument) {
        this.topic = topic;
        this.instrument = instrument;
    }

    /** Reads on to the topic's end. */
    void look(Scope scope) {
        newest.values().removeIf(entry -> !isOf(scope, entry));
        topic.drain(
                record ->
                        Optional.ofNullable(record.value())
                                .flatMap(LedgerJson::readEnded)
                                .filter(it -> it.key().instrument().equals(instrument))
                                .filter(it -> isOf(scope, it))
                                .ifPresent(it -> newest.merge(it.key(), it, Ended::lastWord)));
    }

    Map<VisitDetector, Ended> newest() {
        return Map.copyOf(newest);
    }

    /** Without an image there is no visit's number: then by when it was announced, or ended. */
    private static boolean isOf(Scope scope, Ended entry) {
        if (entry.visit() != 0) {
            return scope.contains(entry.visit());
        }
        long millis = entry.announcedMillis() > 0 ? entry.announcedMillis() : entry.endedMillis();
        double mjdTai = Tai.mjdTaiOfUtcMillis(millis);
        return mjdTai >= scope.beginMjdTai() && mjdTai < scope.endMjdTai();
    }

    @Override
    public void close() {
        topic.close();
    }
}
