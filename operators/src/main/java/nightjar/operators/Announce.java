// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.InstantSource;
import java.util.List;
import nightjar.model.AlertsTold;
import nightjar.model.Committed;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.Placement;
import nightjar.model.port.Plans;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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

    /** When each subtask's state was saved, UTC milliseconds since 1970. */
    private static final ListStateDescriptor<Long> SAVED =
            new ListStateDescriptor<>("saved", Types.LONG);

    private static final Logger LOG = LoggerFactory.getLogger(Announce.class);

    private static final InstantSource CLOCK = InstantSource.system();

    private final AnnounceDoor door;
    private transient @Nullable Plans plans;
    private transient PlanReading reading;
    private transient CompletedCheckpoints checkpoints;
    private transient @Nullable Tenure tenure;
    private transient @Nullable ListState<Long> saved;
    private transient long restored;
    private transient long sinceMillis;

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
    public void open(OpenContext context) throws InterruptedException {
        // First what it holds to the end: a door closes its neighbours when nobody holds them.
        var task = getRuntimeContext().getTaskInfo();
        int subtask = task.getIndexOfThisSubtask();
        checkpoints = subtask == 0 ? door.checkpoints() : CompletedCheckpoints.UNTOLD;
        plans = door.open(new Placement(NAME, subtask, task.getNumberOfParallelSubtasks()));
        var handOver = door.handOver();
        var job = getRuntimeContext().getJobInfo().getJobId().toString();
        tenure = Tenure.begin(handOver, job, sinceMillis);
        if (handOver.isEmpty() || sinceMillis == 0) {
            refuseAnOlderCheckpoint();
        }
        reading = new PlanReading();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        restored = context.getRestoredCheckpointId().orElse(0);
        var times = context.getOperatorStateStore().getUnionListState(SAVED);
        saved = times;
        sinceMillis = 0;
        for (long millis : times.get()) {
            sinceMillis = sinceMillis == 0 ? millis : Math.min(sinceMillis, millis);
        }
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
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (saved != null) {
            saved.update(List.of(CLOCK.millis()));
        }
        if (tenure != null) {
            tenure.require();
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        checkpoints.completed(checkpointId);
    }

    @Override
    public void processElement(Committed committed, Context context, Collector<PackedAlert> out)
            throws InterruptedException {
        long began = CLOCK.millis();
        var resumed = new Telling(context, out, tenure());
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

    private Tenure tenure() {
        if (tenure == null) {
            throw new IllegalStateException("announce was not opened");
        }
        return tenure;
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
        if (tenure != null) {
            tenure.close();
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
}
