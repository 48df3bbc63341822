// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.Ended;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.VisitDetector;

/** What came out of a replay. */
final class Replayed implements VirtualRun.Out {

    private final Map<VisitDetector, Ended> ends = new LinkedHashMap<>();
    private final Map<VisitDetector, Long> endedMillis = new LinkedHashMap<>();
    private final Map<Long, List<String>> alerts = new LinkedHashMap<>();
    private final List<String> records = new ArrayList<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private final InstantSource clock;

    Replayed(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void write(String sink, Object value) {
        switch (sink) {
            case VirtualDoors.ALERTS -> alert((PackedAlert) value);
            case VirtualDoors.RECORDS -> records.add((String) value);
            case VirtualDoors.LEDGER -> ended((Ended) value);
            case VirtualDoors.QUARANTINE -> quarantine.add((Quarantined) value);
            default -> throw new IllegalStateException("no sink " + sink);
        }
    }

    private void alert(PackedAlert alert) {
        alerts.computeIfAbsent(alert.diaSourceId(), id -> new ArrayList<>())
                .add(Digests.of(alert.value()));
    }

    private void ended(Ended end) {
        ends.putIfAbsent(end.key(), withoutMoment(end));
        endedMillis.putIfAbsent(end.key(), clock.millis());
    }

    /** A good end is stamped by the machine's clock, not by the replay's. */
    private static Ended withoutMoment(Ended it) {
        return new Ended(
                it.key(),
                it.visit(),
                it.ending(),
                it.cause(),
                it.stage(),
                it.why(),
                it.alerts(),
                it.announcedMillis(),
                it.arrivedMillis(),
                it.readoutEndMillis(),
                0);
    }

    Map<VisitDetector, Ended> ends() {
        return ends;
    }

    /** When it ended, UTC milliseconds since 1970 on the replay's clock; the end of time if not. */
    long endedMillis(VisitDetector key) {
        return endedMillis.getOrDefault(key, Long.MAX_VALUE);
    }

    /** Digests of all alerts that were sent, doubles too, by the ids of their sources. */
    Map<Long, List<String>> alerts() {
        return alerts;
    }

    List<String> records() {
        return records;
    }

    List<Quarantined> quarantine() {
        return quarantine;
    }
}
