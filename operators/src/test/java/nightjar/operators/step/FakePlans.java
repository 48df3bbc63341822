// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.PackedAlert;
import nightjar.model.Stored;
import nightjar.model.port.Plans;

final class FakePlans implements Plans {

    private final Effects effects;
    private final Map<Stored, Plan> plans = new HashMap<>();
    private final Map<Stored, List<PackedAlert>> alerts = new HashMap<>();

    FakePlans(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Outcome<Stored> keep(Plan plan, AlertSource source) {
        var packed = new ArrayList<PackedAlert>();
        for (int a = 0; a < source.count(); a++) {
            packed.add(new PackedAlert(source.diaSourceId(a), source.packed(a)));
        }
        var digest = UUID.nameUUIDFromBytes(plan.toString().getBytes(UTF_8)).toString();
        var stored = new Stored("mem://plan/" + digest, digest, 1);
        plans.put(stored, plan);
        alerts.put(stored, packed);
        return effects.happened("plan", stored);
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        var plan = plans.get(stored);
        return plan == null
                ? Outcome.lost(Loss.failed("not found: " + stored.uri()))
                : Outcome.done(plan);
    }

    @Override
    public Outcome<Integer> tell(Stored stored, Listener listener) {
        var packed = alerts.getOrDefault(stored, List.of());
        packed.forEach(alert -> listener.alert(alert.diaSourceId(), alert.value()));
        return Outcome.done(packed.size());
    }

    int count() {
        return plans.size();
    }

    List<String> texts(Stored stored) {
        return alerts.getOrDefault(stored, List.of()).stream()
                .map(alert -> new String(alert.value(), UTF_8))
                .toList();
    }
}
