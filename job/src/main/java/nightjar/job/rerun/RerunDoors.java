// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.util.Collection;
import java.util.List;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.ProductionDoors;
import nightjar.model.AlertsTold;
import nightjar.model.Ended;
import nightjar.model.Preloaded;
import nightjar.model.Quarantined;
import nightjar.model.Received;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Production's ends of the job, but for what comes in: announcements of the night, as they were on
 * their topic, and nothing else. What a day later would be measured is not the night's latency, and
 * is not measured.
 */
final class RerunDoors extends ProductionDoors {

    private final List<Received> announcements;
    private final Ends.Telling telling;

    RerunDoors(
            NightjarConfig config,
            TakeOver takeOver,
            Collection<Received> announcements,
            Ends.Telling telling) {
        super(config, yaml -> new RerunNeighbours(Configurations.parse(yaml), takeOver));
        this.announcements = List.copyOf(announcements);
        this.telling = telling;
    }

    @Override
    public DataStream<Received> nextVisits(StreamExecutionEnvironment env) {
        return env.fromData(announcements, TypeInformation.of(Received.class))
                .name("next-visits")
                .uid("next-visits");
    }

    @Override
    public DataStream<Received> cancellations(StreamExecutionEnvironment env) {
        return silence(env, "cancellations");
    }

    @Override
    public DataStream<Received> notifications(StreamExecutionEnvironment env) {
        return silence(env, "notifications");
    }

    private static DataStream<Received> silence(StreamExecutionEnvironment env, String name) {
        return env.fromSource(
                        new Silence(),
                        WatermarkStrategy.noWatermarks(),
                        name,
                        TypeInformation.of(Received.class))
                .uid(name);
    }

    @Override
    public void ledger(DataStream<Ended> ends) {
        super.ledger(
                ends.flatMap(telling, TypeInformation.of(Ended.class))
                        .name("rerun-ends")
                        .uid("rerun-ends"));
    }

    @Override
    public void quarantine(DataStream<Quarantined> quarantined) {
        super.quarantine(
                quarantined
                        .map(
                                new Ends.Refusals(telling.run()),
                                TypeInformation.of(Quarantined.class))
                        .name("rerun-refusals")
                        .uid("rerun-refusals"));
    }

    @Override
    public void endMetrics(DataStream<Ended> ends) {}

    @Override
    public void alertMetrics(DataStream<AlertsTold> told) {}

    @Override
    public void preloadMetrics(DataStream<Preloaded> preloaded) {}
}
