// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.time.InstantSource;
import nightjar.connectors.alerts.AlertRecords;
import nightjar.connectors.butler.ButlerMessages;
import nightjar.connectors.kafka.Delivery;
import nightjar.connectors.kafka.KafkaAddress;
import nightjar.connectors.kafka.KafkaSinks;
import nightjar.connectors.kafka.KafkaSources;
import nightjar.connectors.kafka.Reading;
import nightjar.connectors.kafka.Topics;
import nightjar.connectors.ledger.EndedRecords;
import nightjar.connectors.ledger.QuarantinedRecords;
import nightjar.connectors.nextvisit.NextVisits;
import nightjar.connectors.nextvisit.VisitsCanceled;
import nightjar.connectors.notifications.Notifications;
import nightjar.job.Doors;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
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
import nightjar.operators.step.CommitStep;
import nightjar.operators.step.DifferenceStep;
import nightjar.operators.step.EnterStep;
import nightjar.operators.step.FoundTemplates;
import nightjar.operators.step.IdentifyStep;
import nightjar.operators.step.Inputs;
import nightjar.operators.step.LeaveStep;
import nightjar.operators.step.PreloadStep;
import nightjar.operators.step.PresenceStep;
import nightjar.operators.step.RegisterStep;
import nightjar.operators.step.TurnStep;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's ends as they are in production: Kafka, Cassandra, the object store, Sattle, Presence.
 */
public final class ProductionDoors implements Doors {

    private final NightjarConfig config;
    private final String yaml;
    private final Opening opening;

    public ProductionDoors(NightjarConfig config) {
        this(config, Opening::production);
    }

    /** With other neighbours in their place: the bench's have no pixels. */
    public ProductionDoors(NightjarConfig config, Opening opening) {
        this.config = config;
        this.yaml = Configurations.toYaml(config);
        this.opening = opening;
    }

    private <I, O> Door<I, O> door(Shared.Making<Port<I, O>> making) {
        var text = yaml;
        var open = opening;
        return placement -> Shared.port(text, open, making);
    }

    @Override
    public DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return read(
                env,
                "next-visits",
                config.kafka().summit(),
                Topics.named(config.topics().nextVisit()));
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return read(
                env,
                "cancellations",
                config.kafka().summit(),
                Topics.named(config.topics().nextVisitCanceled()));
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return read(
                env,
                "notifications",
                config.kafka().notifications(),
                Topics.matching(config.topics().objectCreated()));
    }

    private DataStream<Received> read(
            StreamExecutionEnvironment env,
            String name,
            NightjarConfig.Cluster cluster,
            Topics topics) {
        var from =
                cluster.startFrom().equals("earliest")
                        ? Reading.From.EARLIEST
                        : Reading.From.LATEST;
        var source =
                KafkaSources.received(
                        address(cluster), topics, Reading.of(config.lineage(), name, from));
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name).uid(name);
    }

    private static KafkaAddress address(NightjarConfig.Cluster cluster) {
        return new KafkaAddress(
                cluster.bootstrap(),
                nightjar.connectors.kafka.KafkaLogin.NONE,
                cluster.properties());
    }

    @Override
    public Door<Received, NextVisit> visit() {
        return door(n -> new NextVisits(n.registry()::byId));
    }

    @Override
    public Door<Received, VisitCanceled> cancellation() {
        return door(n -> new VisitsCanceled(n.registry()::byId));
    }

    @Override
    public Door<Received, ObjectsCreated> notification() {
        return Notifications.door(false);
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
                                n.regions(),
                                n.templates(),
                                n.templateCache(),
                                InstantSource.system()));
    }

    @Override
    public Door<PresenceQuestion, Raw> presence() {
        return door(n -> new PresenceStep(n.presence(), n.sidecars(), InstantSource.system()));
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
        return door(
                n ->
                        new DifferenceStep(
                                new FoundTemplates(n.templates(), n.regions()),
                                new Inputs(n.store(), n.templateCache()),
                                n.workers(),
                                n.products(),
                                n.ids(),
                                n.scratch()));
    }

    @Override
    public Door<Differenced, Cleared> clear() {
        return door(n -> new ClearStep(n.products(), n.sattle(), n.ids()));
    }

    @Override
    public Door<Cleared, Cleared> turn() {
        return door(n -> new TurnStep(n.turns(), n.config().order().patience()));
    }

    @Override
    public Door<Cleared, Planned> associate() {
        return door(Neighbours::planStep);
    }

    @Override
    public Door<Planned, Committed> commit() {
        return door(n -> new CommitStep(n.claims(), n.lineage(), n.execution()));
    }

    @Override
    public Door<Ended, Ended> leave() {
        return door(n -> new LeaveStep(n.turns()));
    }

    @Override
    public AnnounceDoor plans() {
        var text = yaml;
        var open = opening;
        return placement -> Shared.hold(text, open).plans();
    }

    @Override
    public void alerts(DataStream<PackedAlert> alerts) {
        var settings = config.alerts();
        var delivery =
                settings.exactlyOnce()
                        ? Delivery.exactlyOnce(
                                config.lineage(), "alerts", settings.transactionTimeout())
                        : Delivery.atLeastOnce();
        alerts.sinkTo(
                        KafkaSinks.to(
                                address(config.kafka().alerts()),
                                new AlertRecords(config.topics().alerts()),
                                delivery))
                .name("alerts")
                .uid("alerts")
                .setParallelism(settings.parallelism());
    }

    @Override
    public void butler(DataStream<String> records) {
        records.sinkTo(
                        KafkaSinks.to(
                                address(config.kafka().butler()),
                                new ButlerMessages(config.topics().butler()),
                                Delivery.atLeastOnce()))
                .name("butler")
                .uid("butler");
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        ends.sinkTo(
                        KafkaSinks.to(
                                address(config.kafka().own()),
                                new EndedRecords(config.topics().ledger()),
                                Delivery.atLeastOnce()))
                .name("ledger")
                .uid("ledger");
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        quarantined
                .sinkTo(
                        KafkaSinks.to(
                                address(config.kafka().own()),
                                new QuarantinedRecords(config.topics().quarantine()),
                                Delivery.atLeastOnce()))
                .name("quarantine")
                .uid("quarantine");
    }
}
