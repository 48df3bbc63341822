// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

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
    private final Map<Long, String> alerts = new LinkedHashMap<>();
    private final List<String> records = new ArrayList<>();
    private final List<Quarantined> quarantine = new ArrayList<>();

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
        alerts.put(alert.diaSourceId(), Digests.of(alert.value()));
    }

    private void ended(Ended end) {
        ends.putIfAbsent(end.key(), withoutMoment(end));
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

    /** Digests of the alerts that were sent, by the ids of their sources. */
    Map<Long, String> alerts() {
        return alerts;
    }

    List<String> records() {
        return records;
    }

    List<Quarantined> quarantine() {
        return quarantine;
    }
}
