// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.job.simulate.runtime.Sinks;
import nightjar.model.Ended;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.port.ObjectStore;

/** The topics that the job writes: alerts in transactions, all else at least once. */
public final class Outside implements Sinks {

    private final Effects effects;
    private final SimulatedApdb apdb;
    private final ObjectStore store;
    private final List<PackedAlert> alerts = new ArrayList<>();
    private final List<PackedAlert> open = new ArrayList<>();
    private final Map<Long, List<PackedAlert>> prepared = new TreeMap<>();
    private final List<String> records = new ArrayList<>();
    private final List<Ended> ledger = new ArrayList<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    Outside(Effects effects, SimulatedApdb apdb, ObjectStore store) {
        this.effects = effects;
        this.apdb = apdb;
        this.store = store;
    }

    @Override
    public void write(String sink, Object value) {
        effects.counted(
                "produce " + sink,
                () -> {
                    written(sink, value);
                    return true;
                });
    }

    private void written(String sink, Object value) {
        switch (sink) {
            case "alerts" -> open.add((PackedAlert) value);
            case "records" -> record((String) value);
            case "ledger" -> ledger.add((Ended) value);
            case "quarantine" -> quarantine.add((Quarantined) value);
            default -> throw new IllegalStateException("no sink " + sink);
        }
    }

    private void record(String record) {
        records.add(record);
        if (!store.exists(ButlerRecord.fileOf(record))) {
            violations.add("a Butler record was sent before its file was there: " + record);
        }
    }

    @Override
    public void prepare(long checkpoint) {
        prepared.put(checkpoint, List.copyOf(open));
        open.clear();
    }

    @Override
    public void commit(long checkpoint) {
        effects.counted(
                "commit transactions of checkpoint " + checkpoint,
                () -> {
                    committed(checkpoint);
                    return true;
                });
    }

    private void committed(long checkpoint) {
        var due = new LinkedHashMap<>(prepared);
        due.keySet().removeIf(number -> number > checkpoint);
        due.forEach(
                (number, transaction) -> {
                    transaction.forEach(this::visible);
                    prepared.remove(number);
                });
    }

    /** From now on brokers may have it. */
    private void visible(PackedAlert alert) {
        alerts.add(alert);
        if (!apdb.hasSource(alert.diaSourceId())) {
            violations.add("alert " + alert.diaSourceId() + " was sent before its row was there");
        }
    }

    @Override
    public void restore(long checkpoint) {
        open.clear();
        committed(checkpoint);
        prepared.clear();
    }

    public List<PackedAlert> alerts() {
        return List.copyOf(alerts);
    }

    public List<String> records() {
        return List.copyOf(records);
    }

    public List<Ended> ledger() {
        return List.copyOf(ledger);
    }

    public List<Quarantined> quarantine() {
        return List.copyOf(quarantine);
    }

    /** What was wrong at the moment it was written. */
    public List<String> violations() {
        return List.copyOf(violations);
    }
}
