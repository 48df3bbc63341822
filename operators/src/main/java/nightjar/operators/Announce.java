// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.InstantSource;
import nightjar.model.AlertsTold;
import nightjar.model.Committed;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the world what a committed plan holds: its Butler record, and its alerts one by one, never
 * as one list. At the first run and at every re-run the plan is read, nothing is worked out again.
 */
public final class Announce extends ProcessFunction<Committed, PackedAlert>
        implements CheckpointedFunction, CheckpointListener {

    private static final String NAME = "announce";

    static final OutputTag<String> RECORDS = new OutputTag<>("butler-records", Types.STRING);

    static final OutputTag<Quarantined> QUARANTINED =
            new OutputTag<>("unannounced", TypeInformation.of(Quarantined.class));

    static final OutputTag<AlertsTold> TOLD =
            new OutputTag<>("alerts-told", TypeInformation.of(AlertsTold.class));

    private static final Logger LOG = LoggerFactory.getLogger(Announce.class);

    private static final InstantSource CLOCK = InstantSource.system();

    private final AnnounceDoor door;
    private transient @Nullable Plans plans;
    private transient PlanReading reading;
    private transient CompletedCheckpoints checkpoints;
    private transient long restored;

    @SuppressWarnings("NullAway.Init") // open() fills what is transient
    Announce(AnnounceDoor door) {
        this.door = door;
    }

    /**
     * Alerts and records of what is committed.
     *
     * @param parallelism that of the alert topic's writer
     */
    public static Announced plans(
            DataStream<Committed> committed, AnnounceDoor door, int parallelism) {
        var alerts =
                committed
                        .rebalance()
                        .process(new Announce(door), TypeInformation.of(PackedAlert.class))
                        .setParallelism(parallelism)
                        .uid(NAME)
                        .name(NAME);
        return new Announced(
                alerts,
                alerts.getSideOutput(RECORDS),
                alerts.getSideOutput(TOLD),
                alerts.getSideOutput(QUARANTINED));
    }

    @Override
    public void open(OpenContext context) {
        var task = getRuntimeContext().getTaskInfo();
        checkpoints =
                task.getIndexOfThisSubtask() == 0
                        ? door.checkpoints()
                        : CompletedCheckpoints.UNTOLD;
        refuseAnOlderCheckpoint();
        plans =
                door.open(
                        new Placement(
                                NAME,
                                task.getIndexOfThisSubtask(),
                                task.getNumberOfParallelSubtasks()));
        reading = new PlanReading();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        restored = context.getRestoredCheckpointId().orElse(0);
    }

    /** After a failure Flink goes on from the newest checkpoint: an older one was asked for. */
    private void refuseAnOlderCheckpoint() {
        if (restored == 0) {
            checkpoints.begun();
            return;
        }
        var newest = checkpoints.newest();
        if (newest.isPresent() && restored < newest.getAsLong()) {
            throw new SuppressRestartsException(
                    new IllegalStateException(
                            "checkpoint %d is older than %d, the lineage's newest: what was announced since would be announced again; start from the newest"
                                    .formatted(restored, newest.getAsLong())));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        checkpoints.completed(checkpointId);
    }

    @Override
    public void processElement(Committed committed, Context context, Collector<PackedAlert> out)
            throws InterruptedException {
        long began = CLOCK.millis();
        var resumed = new Resumed(context, out);
        var open = opened();
        var told = reading.read(committed, () -> open.tell(committed.plan(), resumed.again()));
        told.match(
                alerts -> {
                    if (alerts == committed.alerts()) {
                        context.output(TOLD, told(committed, began));
                    } else {
                        var why = "it holds %d alerts where its commit told of %d";
                        unannounced(committed, why.formatted(alerts, committed.alerts()), context);
                    }
                },
                loss -> unannounced(committed, loss.why(), context));
    }

    private Plans opened() {
        if (plans == null) {
            throw new IllegalStateException("announce was not opened");
        }
        return plans;
    }

    /** Its rows stand, so that this must be seen: but no restart would read the plan better. */
    private static void unannounced(Committed committed, String why, Context context) {
        var reason =
                "the plan of "
                        + committed.key()
                        + " is committed and cannot be announced: "
                        + why
                        + "; "
                        + committed.alerts()
                        + " alerts and the Butler record may be missing";
        LOG.error("{}: {}", committed.plan().uri(), reason);
        context.output(
                QUARANTINED,
                new Quarantined(
                        committed.plan().uri(),
                        -1,
                        -1,
                        reason,
                        committed.plan().sha256(),
                        new byte[0],
                        context.timerService().currentProcessingTime()));
    }

    @Override
    public void close() {
        if (plans != null) {
            checkpoints.close();
            plans.close();
        }
    }

    /** The writer is chained to this operator: what was passed on the producer has. */
    private static AlertsTold told(Committed committed, long beganMillis) {
        return new AlertsTold(
                committed.key(),
                committed.visit(),
                committed.alerts(),
                committed.readoutEndMillis(),
                beganMillis,
                CLOCK.millis(),
                committed.counts());
    }

    /** Passes the record and each alert on once, though reading may break off and begin again. */
    private static final class Resumed implements Plans.Listener {

        private final Context context;
        private final Collector<PackedAlert> out;
        private boolean recorded;
        private int passed;
        private int seen;

        Resumed(Context context, Collector<PackedAlert> out) {
            this.context = context;
            this.out = out;
        }

        Plans.Listener again() {
            seen = 0;
            return this;
        }

        @Override
        public void record(String butlerRecord) {
            if (!recorded) {
                recorded = true;
                context.output(RECORDS, butlerRecord);
            }
        }

        @Override
        public void alert(long diaSourceId, byte[] packed) {
            if (++seen > passed) {
                passed++;
                out.collect(new PackedAlert(diaSourceId, packed));
            }
        }
    }
}
