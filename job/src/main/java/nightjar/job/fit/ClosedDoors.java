// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import java.util.concurrent.CountDownLatch;
import nightjar.job.Doors;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.Outcome;
import nightjar.model.PackedAlert;
import nightjar.model.Planned;
import nightjar.model.Preloaded;
import nightjar.model.PresenceQuestion;
import nightjar.model.Quarantined;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.Received;
import nightjar.model.VisitCanceled;
import nightjar.model.port.Door;
import nightjar.operators.AnnounceDoor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A world in which nothing comes, no question is answered, and nothing gets out: the job can be
 * restored there, and does nothing.
 */
public class ClosedDoors implements Doors {

    /**
     * Before the names of what stands in the place of sources and sinks, and has not their state.
     */
    private static final String CLOSED = "closed-";

    private static DataStream<Received> nothing(StreamExecutionEnvironment env, String name) {
        return env.fromSequence(0, 0)
                .name(CLOSED + name)
                .uid(CLOSED + name)
                .flatMap((number, out) -> {}, TypeInformation.of(Received.class))
                .name(CLOSED + name + "-none")
                .uid(CLOSED + name + "-none");
    }

    private static void discard(DataStream<?> stream, String name) {
        stream.sinkTo(new DiscardingSink<>()).name(CLOSED + name).uid(CLOSED + name);
    }

    /**
     * Is asked, and never answers.
     *
     * @param stage who asks
     */
    protected <I, O> Door<I, O> silent(String stage) {
        return placement -> (question, deadline) -> silence();
    }

    /** Until the job is cancelled. */
    protected static <O> Outcome<O> silence() throws InterruptedException {
        new CountDownLatch(1).await();
        return Outcome.lost(Loss.ignored("the doors are closed"));
    }

    @Override
    public DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return nothing(env, "next-visits");
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return nothing(env, "cancellations");
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return nothing(env, "notifications");
    }

    @Override
    public Door<Received, NextVisit> visit() {
        return silent("decode-visits");
    }

    @Override
    public Door<Received, VisitCanceled> cancellation() {
        return silent("decode-cancels");
    }

    @Override
    public Door<Received, ObjectsCreated> notification() {
        return silent("decode-objects");
    }

    @Override
    public Door<ObjectCreated, Raw> identify() {
        return silent("identify");
    }

    @Override
    public Door<ExpectedVisit, Preloaded> preload() {
        return silent("preload");
    }

    @Override
    public Door<PresenceQuestion, Raw> presence() {
        return silent("presence");
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> register() {
        return silent("register");
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> enter() {
        return silent("enter");
    }

    @Override
    public Door<ReadyVisit, Differenced> difference() {
        return silent("difference");
    }

    @Override
    public Door<Differenced, Cleared> clear() {
        return silent("clear");
    }

    @Override
    public Door<Cleared, Cleared> turn() {
        return silent("turn");
    }

    @Override
    public Door<Cleared, Planned> associate() {
        return silent("associate");
    }

    @Override
    public Door<Planned, Committed> commit() {
        return silent("commit");
    }

    @Override
    public Door<Ended, Ended> leave() {
        return silent("leave");
    }

    @Override
    public AnnounceDoor plans() {
        return placement -> new ClosedPlans();
    }

    @Override
    public void alerts(DataStream<PackedAlert> alerts) {
        discard(alerts, "alerts");
    }

    @Override
    public void butler(DataStream<String> records) {
        discard(records, "butler");
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        discard(ends, "ledger");
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        discard(quarantined, "quarantine");
    }
}
