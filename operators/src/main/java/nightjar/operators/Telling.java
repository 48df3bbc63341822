// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Committed;
import nightjar.model.PackedAlert;
import nightjar.model.port.Plans;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the record and each alert of a plan on once, though reading may break off and begin again,
 * and no alert that the job before has announced.
 */
final class Telling implements Plans.Listener {

    private final ProcessFunction<Committed, PackedAlert>.Context context;
    private final Collector<PackedAlert> out;
    private final Tenure tenure;
    private boolean recorded;
    private int passed;
    private int seen;

    Telling(
            ProcessFunction<Committed, PackedAlert>.Context context,
            Collector<PackedAlert> out,
            Tenure tenure) {
        this.context = context;
        this.out = out;
        this.tenure = tenure;
    }

    Plans.Listener again() {
        seen = 0;
        return this;
    }

    @Override
    public void record(String butlerRecord) {
        if (!recorded) {
            recorded = true;
            context.output(Announce.RECORDS, butlerRecord);
        }
    }

    @Override
    public void alert(long diaSourceId, byte[] packed) {
        if (++seen > passed) {
            passed++;
            if (!tenure.isTold(diaSourceId)) {
                out.collect(new PackedAlert(diaSourceId, packed));
            }
        }
    }
}
