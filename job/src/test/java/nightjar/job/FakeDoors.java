// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
import nightjar.model.ForVisitDetector;
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
import nightjar.model.port.Port;
import nightjar.operators.AnnounceDoor;
import nightjar.operators.step.ClearStep;
import nightjar.operators.step.EnterStep;
import nightjar.operators.step.LeaveStep;
import nightjar.operators.step.RegisterStep;
import nightjar.operators.step.TurnStep;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's ends in a {@link FakeNight}; the steps between are the real ones. */
final class FakeDoors implements Doors {

    private final String night;

    FakeDoors(String night) {
        this.night = night;
    }

    /** Makes a port of a night; travels with the job graph. */
    private interface Making<I, O> extends Serializable {
        Port<I, O> of(FakeNight night);
    }

    private <I, O> Door<I, O> door(Making<I, O> making) {
        var name = night;
        return placement -> making.of(FakeNight.of(name));
    }

    private DataStream<Received> read(
            StreamExecutionEnvironment env, String name, FakeTopicSource.Topic topic) {
        return env.fromSource(
                        new FakeTopicSource(night, topic),
                        WatermarkStrategy.noWatermarks(),
                        name,
                        TypeInformation.of(Received.class))
                .setParallelism(1)
                .uid(name);
    }

    private <T> void write(String name, DataStream<T> things, ShelfSink.Which<T> shelf) {
        things.sinkTo(new ShelfSink<>(night, shelf)).name(name).uid(name);
    }

    @Override
    public DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return read(env, "next-visits", it -> it.visits);
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return read(env, "cancellations", it -> it.cancellations);
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return read(env, "notifications", it -> it.notifications);
    }

    @Override
    public Door<Received, NextVisit> visit() {
        return door(n -> (received, deadline) -> Outcome.done(FakeSky.visit(received)));
    }

    @Override
    public Door<Received, VisitCanceled> cancellation() {
        return door(n -> (received, deadline) -> Outcome.done(FakeSky.cancellation(received)));
    }

    @Override
    public Door<Received, ObjectsCreated> notification() {
        return door(n -> (received, deadline) -> Outcome.done(FakeSky.notification(received)));
    }

    @Override
    public Door<ObjectCreated, Raw> identify() {
        return door(n -> (object, deadline) -> n.identify(object));
    }

    @Override
    public Door<ExpectedVisit, Preloaded> preload() {
        return door(
                n ->
                        (expected, deadline) -> {
                            long now = System.currentTimeMillis();
                            return Outcome.done(
                                    new Preloaded(expected, n.templates(), List.of(), "", now));
                        });
    }

    @Override
    public Door<PresenceQuestion, Raw> presence() {
        return door(n -> (question, deadline) -> Outcome.lost(Loss.ignored("not there yet")));
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> register() {
        return door(n -> new RegisterStep(n.sattle()));
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> enter() {
        return door(n -> new EnterStep(n.turns, n.regions()));
    }

    @Override
    public Door<ReadyVisit, Differenced> difference() {
        return door(
                n -> {
                    var step = n.difference();
                    return (ready, deadline) -> {
                        n.beforeDifference.pass(who(ready));
                        return step.ask(ready, deadline);
                    };
                });
    }

    @Override
    public Door<Differenced, Cleared> clear() {
        return door(n -> new ClearStep(n.products(), n.sattle(), n.ids()));
    }

    @Override
    public Door<Cleared, Cleared> turn() {
        return door(
                n -> {
                    var step =
                            new TurnStep(n.turns, Duration.ofMinutes(10), InstantSource.system());
                    return (cleared, deadline) -> {
                        var turn = step.ask(cleared, deadline);
                        turn.asLoss().ifPresent(loss -> n.waitedForTurn.add(who(cleared)));
                        return turn;
                    };
                });
    }

    @Override
    public Door<Cleared, Planned> associate() {
        return door(FakeNight::associate);
    }

    @Override
    public Door<Planned, Committed> commit() {
        return door(
                n -> {
                    var step = n.commit();
                    return (planned, deadline) -> {
                        var committed = step.ask(planned, deadline);
                        n.afterCommit.pass(who(planned));
                        return committed;
                    };
                });
    }

    private static String who(ForVisitDetector of) {
        return of.key().group() + "/" + of.key().detector();
    }

    @Override
    public Door<Ended, Ended> leave() {
        return door(n -> new LeaveStep(n.turns));
    }

    @Override
    public AnnounceDoor plans() {
        var name = night;
        return placement -> FakeNight.of(name).plans();
    }

    @Override
    public void alerts(DataStream<PackedAlert> alerts) {
        write("alerts", alerts, it -> it.alerts);
    }

    @Override
    public void butler(DataStream<String> records) {
        write("butler", records, it -> it.records);
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        write("ledger", ends, it -> it.ledger);
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        write("quarantine", quarantined, it -> it.quarantine);
    }
}
