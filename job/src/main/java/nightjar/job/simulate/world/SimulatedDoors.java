// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.world;

import java.io.Serializable;
import java.util.List;
import nightjar.job.Doors;
import nightjar.job.simulate.runtime.Shape;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
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
import nightjar.operators.step.EnterStep;
import nightjar.operators.step.IdentifyStep;
import nightjar.operators.step.LeaveStep;
import nightjar.operators.step.PresenceStep;
import nightjar.operators.step.RegisterStep;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's ends in a simulated world.
 *
 * @param place where that world is found
 */
public record SimulatedDoors(long place) implements Doors {

    /** Makes a port of a world; travels with the job graph. */
    private interface Making<I, O> extends Serializable {
        Port<I, O> of(World world);
    }

    private <I, O> Door<I, O> door(Making<I, O> making) {
        long at = place;
        return placement -> making.of(World.at(at));
    }

    private static DataStream<Received> read(StreamExecutionEnvironment env, String name) {
        var nothing = new Received(name, 0, 0, 0, new byte[0]);
        return env.fromData(List.of(nothing), TypeInformation.of(Received.class))
                .name(Shape.IN + name);
    }

    private static <T> void write(String name, DataStream<T> things) {
        things.map(it -> true).returns(Types.BOOLEAN).name(Shape.OUT + name);
    }

    @Override
    public DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return read(env, "visits");
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return read(env, "cancels");
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return read(env, "objects");
    }

    @Override
    public Door<Received, NextVisit> visit() {
        return door(w -> (received, deadline) -> Outcome.done(w.night().visit(received)));
    }

    @Override
    public Door<Received, VisitCanceled> cancellation() {
        return door(w -> (received, deadline) -> Outcome.done(w.night().cancellation(received)));
    }

    @Override
    public Door<Received, ObjectsCreated> notification() {
        return door(
                w ->
                        (received, deadline) ->
                                Outcome.done(w.night().objects(received, w.time().millis())));
    }

    @Override
    public Door<ObjectCreated, Raw> identify() {
        return door(w -> new IdentifyStep(w.desk().sidecars()));
    }

    @Override
    public Door<ExpectedVisit, Preloaded> preload() {
        return door(
                w ->
                        (expected, deadline) ->
                                w.effects()
                                        .look(
                                                "store",
                                                () ->
                                                        Outcome.done(
                                                                Preloaded.without(
                                                                        expected,
                                                                        "no templates are needed",
                                                                        w.time().millis()))));
    }

    @Override
    public Door<PresenceQuestion, Raw> presence() {
        return door(w -> new PresenceStep(w.desk().presence(), w.desk().sidecars(), w.time()));
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> register() {
        return door(w -> new RegisterStep(w.desk().sattle()));
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> enter() {
        return door(w -> new EnterStep(w.turns(), w.regions()));
    }

    @Override
    public Door<ReadyVisit, Differenced> difference() {
        return door(w -> (ready, deadline) -> w.difference(ready));
    }

    @Override
    public Door<Differenced, Cleared> clear() {
        return door(World::clear);
    }

    @Override
    public Door<Cleared, Cleared> turn() {
        return door(World::turn);
    }

    @Override
    public Door<Cleared, Planned> associate() {
        return door(w -> w.associate(w.time()));
    }

    @Override
    public Door<Planned, Committed> commit() {
        return door(World::commit);
    }

    @Override
    public Door<Ended, Ended> leave() {
        return door(w -> new LeaveStep(w.turns()));
    }

    @Override
    public AnnounceDoor plans() {
        long at = place;
        return placement -> World.at(at).plans();
    }

    @Override
    public void alerts(DataStream<PackedAlert> alerts) {
        write("alerts", alerts);
    }

    @Override
    public void butler(DataStream<String> records) {
        write("records", records);
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        write("ledger", ends);
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        write("quarantine", quarantined);
    }
}
