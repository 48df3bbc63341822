// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

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
import nightjar.operators.AnnounceDoor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the job meets the world: its sources, its questions, its sinks. */
public interface Doors {

    DataStream<Received> nextVisits(StreamExecutionEnvironment env);

    DataStream<Received> cancellations(StreamExecutionEnvironment env);

    DataStream<Received> notifications(StreamExecutionEnvironment env);

    Door<Received, NextVisit> visit();

    Door<Received, VisitCanceled> cancellation();

    Door<Received, ObjectsCreated> notification();

    Door<ObjectCreated, Raw> identify();

    Door<ExpectedVisit, Preloaded> preload();

    Door<PresenceQuestion, Raw> presence();

    Door<ReadyVisit, ReadyVisit> register();

    Door<ReadyVisit, ReadyVisit> enter();

    Door<ReadyVisit, Differenced> difference();

    Door<Differenced, Cleared> clear();

    Door<Cleared, Cleared> turn();

    Door<Cleared, Planned> associate();

    Door<Planned, Committed> commit();

    Door<Ended, Ended> leave();

    AnnounceDoor plans();

    void alerts(DataStream<PackedAlert> alerts);

    void butler(DataStream<String> records);

    /** Measurements of each end, on the side; nobody measures unless a door says so. */
    default void endMetrics(DataStream<Ended> ends) {}

    /** Measurements of the sending of alerts, likewise. */
    default void alertMetrics(DataStream<AlertsTold> told) {}

    /** Measurements of preloads, likewise. */
    default void preloadMetrics(DataStream<Preloaded> preloaded) {}

    void ledger(DataStream<Ended> ends);

    void quarantine(DataStream<Quarantined> quarantined);
}
