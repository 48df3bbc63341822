// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.util.List;
import nightjar.job.Doors;
import nightjar.job.doors.Ports;
import nightjar.job.doors.ProductionDoors;
import nightjar.job.simulate.runtime.Shape;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
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
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The production's questions, with topics in memory: nothing is measured.
 *
 * @param production whose steps are those of the job
 */
record VirtualDoors(ProductionDoors production) implements Doors {

    static final String ALERTS = "alerts";
    static final String RECORDS = "records";
    static final String LEDGER = "ledger";
    static final String QUARANTINE = "quarantine";

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
        return read(env, Ports.VISITS);
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return read(env, Ports.CANCELS);
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return read(env, Ports.OBJECTS);
    }

    @Override
    public Door<Received, NextVisit> visit() {
        return production.visit();
    }

    @Override
    public Door<Received, VisitCanceled> cancellation() {
        return production.cancellation();
    }

    @Override
    public Door<Received, ObjectsCreated> notification() {
        return production.notification();
    }

    @Override
    public Door<ObjectCreated, Raw> identify() {
        return production.identify();
    }

    @Override
    public Door<ExpectedVisit, Preloaded> preload() {
        return production.preload();
    }

    @Override
    public Door<PresenceQuestion, Raw> presence() {
        return production.presence();
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> register() {
        return production.register();
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> enter() {
        return production.enter();
    }

    @Override
    public Door<ReadyVisit, Differenced> difference() {
        return production.difference();
    }

    @Override
    public Door<Differenced, Cleared> clear() {
        return production.clear();
    }

    @Override
    public Door<Cleared, Cleared> turn() {
        return production.turn();
    }

    @Override
    public Door<Cleared, Planned> associate() {
        return production.associate();
    }

    @Override
    public Door<Planned, Committed> commit() {
        return production.commit();
    }

    @Override
    public Door<Ended, Ended> leave() {
        return production.leave();
    }

    @Override
    public AnnounceDoor plans() {
        return production.plans();
    }

    @Override
    public void alerts(DataStream<PackedAlert> alerts) {
        write(ALERTS, alerts);
    }

    @Override
    public void butler(DataStream<String> records) {
        write(RECORDS, records);
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        write(LEDGER, ends);
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        write(QUARANTINE, quarantined);
    }
}
