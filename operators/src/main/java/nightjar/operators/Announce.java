// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Committed;
import nightjar.model.PackedAlert;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Tells the world what a committed plan holds: its alerts one by one, never as one list, and its
 * Butler record. At the first run and at every re-run the plan is read, nothing is worked out
 * again.
 */
public final class Announce {

    private static final String ALERTS = "announce";
    private static final String RECORDS = "announce-records";

    private Announce() {}

    /**
     * The alerts, each ready for its topic.
     *
     * @param parallelism that of the alert topic's writer
     */
    public static DataStream<PackedAlert> alerts(
            DataStream<Committed> committed, AnnounceDoor door, int parallelism) {
        return committed
                .rebalance()
                .flatMap(new Alerts(door), TypeInformation.of(PackedAlert.class))
                .setParallelism(parallelism)
                .uid(ALERTS)
                .name(ALERTS);
    }

    /** Messages for the Butler writer, JSON. */
    public static DataStream<String> records(DataStream<Committed> committed, AnnounceDoor door) {
        return committed.flatMap(new Records(door), Types.STRING).uid(RECORDS).name(RECORDS);
    }

    /** Holds the open plans. */
    private abstract static class FromPlan<T> extends RichFlatMapFunction<Committed, T> {

        private final String stage;
        private final AnnounceDoor door;
        transient Plans plans;
        transient PlanReading reading;

        @SuppressWarnings("NullAway.Init") // open() fills what is transient
        FromPlan(String stage, AnnounceDoor door) {
            this.stage = stage;
            this.door = door;
        }

        @Override
        public void open(OpenContext context) {
            var task = getRuntimeContext().getTaskInfo();
            plans =
                    door.open(
                            new Placement(
                                    stage,
                                    task.getIndexOfThisSubtask(),
                                    task.getNumberOfParallelSubtasks()));
            reading = new PlanReading();
        }
    }

    static final class Alerts extends FromPlan<PackedAlert> {

        Alerts(AnnounceDoor door) {
            super(ALERTS, door);
        }

        @Override
        public void flatMap(Committed committed, Collector<PackedAlert> out)
                throws InterruptedException {
            if (committed.alerts() > 0) {
                var resumed = new ResumedAlerts(out);
                int read =
                        reading.read(
                                committed, () -> plans.alerts(committed.plan(), resumed.again()));
                if (read != committed.alerts()) {
                    throw new UnreadablePlanException(
                            "the plan of "
                                    + committed.key()
                                    + " holds "
                                    + read
                                    + " alerts where its commit told of "
                                    + committed.alerts());
                }
            }
        }
    }

    /** Passes each alert on once, though reading may break off and begin again. */
    private static final class ResumedAlerts {

        private final Collector<PackedAlert> out;
        private int passed;

        ResumedAlerts(Collector<PackedAlert> out) {
            this.out = out;
        }

        Plans.EachAlert again() {
            var seen = new int[1];
            return (diaSourceId, packed) -> {
                if (++seen[0] > passed) {
                    passed++;
                    out.collect(new PackedAlert(diaSourceId, packed));
                }
            };
        }
    }

    static final class Records extends FromPlan<String> {

        Records(AnnounceDoor door) {
            super(RECORDS, door);
        }

        @Override
        public void flatMap(Committed committed, Collector<String> out)
                throws InterruptedException {
            var plan = reading.read(committed, () -> plans.read(committed.plan()));
            if (!plan.butlerRecord().isEmpty()) {
                out.collect(plan.butlerRecord());
            }
        }
    }
}
