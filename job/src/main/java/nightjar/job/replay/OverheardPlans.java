// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.util.ArrayList;
import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Plans;

/** Plans, of which somebody hears what they announce. */
final class OverheardPlans implements Plans {

    /** Hears of a plan that was told to its end. */
    interface Ear {
        void told(Stored plan, boolean recorded, List<Long> alerts);
    }

    private final Plans plans;
    private final Ear ear;

    OverheardPlans(Plans plans, Ear ear) {
        this.plans = plans;
        this.ear = ear;
    }

    @Override
    public Outcome<Stored> keep(Plan plan, AlertSource alerts) {
        return plans.keep(plan, alerts);
    }

    @Override
    public Outcome<Plan> read(Stored stored) {
        return plans.read(stored);
    }

    @Override
    public Outcome<Integer> tell(Stored stored, Listener listener) {
        var ids = new ArrayList<Long>();
        boolean[] recorded = {false};
        var told =
                plans.tell(
                        stored,
                        new Listener() {
                            @Override
                            public void record(String butlerRecord) {
                                recorded[0] = true;
                                listener.record(butlerRecord);
                            }

                            @Override
                            public void alert(long diaSourceId, byte[] packed) {
                                ids.add(diaSourceId);
                                listener.alert(diaSourceId, packed);
                            }
                        });
        if (told.isDone()) {
            ear.told(stored, recorded[0], ids);
        }
        return told;
    }

    @Override
    public void close() {
        plans.close();
    }
}
