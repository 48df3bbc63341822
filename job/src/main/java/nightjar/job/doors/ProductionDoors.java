// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import nightjar.connectors.nextvisit.NextVisits;
import nightjar.connectors.nextvisit.VisitsCanceled;
import nightjar.connectors.notifications.Notifications;
import nightjar.connectors.sasquatch.SasquatchSettings;
import nightjar.connectors.sasquatch.SasquatchSink;
import nightjar.connectors.wire.Authorization;
import nightjar.connectors.wire.Trust;
import nightjar.job.Doors;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.model.AlertsTold;
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
import nightjar.model.port.Port;
import nightjar.operators.AnnounceDoor;
import nightjar.operators.step.ClearStep;
import nightjar.operators.step.EnterStep;
import nightjar.operators.step.IdentifyStep;
import nightjar.operators.step.LeaveStep;
import nightjar.operators.step.PreloadStep;
import nightjar.operators.step.PresenceStep;
import nightjar.operators.step.RegisterStep;
import nightjar.operators.step.TurnStep;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's ends as they are in production: Kafka, Cassandra, the object store, Sattle, Presence.
 */
public class ProductionDoors implements Doors {

    private final KafkaDoors kafka;
    private final SasquatchSettings sasquatch;
    private final String yaml;
    private final Opening opening;
    private final Ports.Door ports;

    public ProductionDoors(NightjarConfig config) {
        this(config, Opening::production);
    }

    /** With other neighbours in their place: the bench's have no pixels. */
    public ProductionDoors(NightjarConfig config, Opening opening) {
        this(config, opening, () -> Ports.PLAIN);
    }

    /** And with something between nightjar and them. */
    public ProductionDoors(NightjarConfig config, Opening opening, Ports.Door ports) {
        this.kafka = new KafkaDoors(config);
        this.sasquatch =
                SasquatchSettings.at(config.sasquatch().url(), config.sasquatch().namespace())
                        .authorizedBy(new Authorization(config.sasquatch().authorization().file()))
                        .trusting(new Trust(config.sasquatch().authorities()));
        this.yaml = Configurations.toYaml(config);
        this.opening = opening;
        this.ports = ports;
    }

    private <I, O> Door<I, O> door(Shared.Making<Port<I, O>> making) {
        var text = yaml;
        var open = opening;
        var between = ports;
        return placement -> Shared.port(text, open, between, making);
    }

    @Override
    public DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return kafka.nextVisits(env);
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return kafka.cancellations(env);
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return kafka.notifications(env);
    }

    @Override
    public Door<Received, NextVisit> visit() {
        return door(n -> n.ports().heard(Ports.VISITS, new NextVisits(n.schemas())));
    }

    @Override
    public Door<Received, VisitCanceled> cancellation() {
        return door(n -> n.ports().heard(Ports.CANCELS, new VisitsCanceled(n.schemas())));
    }

    @Override
    public Door<Received, ObjectsCreated> notification() {
        return door(n -> n.ports().heard(Ports.OBJECTS, new Notifications(false, n.clock())));
    }

    @Override
    public Door<ObjectCreated, Raw> identify() {
        return door(n -> new IdentifyStep(n.sidecars()));
    }

    @Override
    public Door<ExpectedVisit, Preloaded> preload() {
        return door(
                n ->
                        new PreloadStep(
                                n.wanted(),
                                n.regions(),
                                n.templates(),
                                n.templateCache(),
                                n.clock()));
    }

    @Override
    public Door<PresenceQuestion, Raw> presence() {
        return door(n -> new PresenceStep(n.presence(), n.sidecars(), n.clock()));
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> register() {
        return door(n -> new RegisterStep(n.sattle()));
    }

    @Override
    public Door<ReadyVisit, ReadyVisit> enter() {
        return door(n -> new EnterStep(n.turns(), n.regions()));
    }

    @Override
    public Door<ReadyVisit, Differenced> difference() {
        return door(Steps::difference);
    }

    @Override
    public Door<Differenced, Cleared> clear() {
        return door(n -> new ClearStep(n.products(), n.sattle(), n.ids()));
    }

    @Override
    public Door<Cleared, Cleared> turn() {
        return door(n -> new TurnStep(n.turns(), n.config().order().patience(), n.clock()));
    }

    @Override
    public Door<Cleared, Planned> associate() {
        return door(Steps::associate);
    }

    @Override
    public Door<Planned, Committed> commit() {
        return door(Steps::commit);
    }

    @Override
    public Door<Ended, Ended> leave() {
        return door(n -> n.ports().heard(Ports.ENDS, new LeaveStep(n.turns())));
    }

    @Override
    public AnnounceDoor plans() {
        return new PlansDoor(yaml, opening, ports);
    }

    @Override
    public void alerts(DataStream<PackedAlert> alerts) {
        kafka.alerts(alerts);
    }

    @Override
    public void butler(DataStream<String> records) {
        kafka.butler(records);
    }

    @Override
    public void endMetrics(DataStream<Ended> ends) {
        ends.sinkTo(new SasquatchSink<>(sasquatch, new EndMeasurement()))
                .name("measurements")
                .uid("measurements");
    }

    @Override
    public void alertMetrics(DataStream<AlertsTold> told) {
        told.sinkTo(new SasquatchSink<>(sasquatch, new AlertsMeasurement()))
                .name("alerts-measured")
                .uid("alerts-measured");
        told.sinkTo(new SasquatchSink<>(sasquatch, new AssociationMeasurement()))
                .name("association-measured")
                .uid("association-measured");
    }

    @Override
    public void preloadMetrics(DataStream<Preloaded> preloaded) {
        preloaded
                .filter(it -> it.refused().isEmpty())
                .name("preloads-made")
                .uid("preloads-made")
                .sinkTo(new SasquatchSink<>(sasquatch, new PreloadMeasurement()))
                .name("preload-measured")
                .uid("preload-measured");
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        kafka.ledger(ends);
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        kafka.quarantine(quarantined);
    }
}
