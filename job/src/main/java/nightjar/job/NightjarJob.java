// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.Configurations;
import nightjar.job.config.Embargo;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.ProductionDoors;
import nightjar.job.doors.Readiness;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.Differenced;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.ObjectsCreated;
import nightjar.model.Planned;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.VisitCanceled;
import nightjar.operators.Account;
import nightjar.operators.Announce;
import nightjar.operators.AwaitSnaps;
import nightjar.operators.FanOut;
import nightjar.operators.Identify;
import nightjar.operators.Watch;
import nightjar.operators.stage.Decode;
import nightjar.operators.stage.Stage;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One job that turns a telescope's announcements and raw images into alerts: for every visit and
 * detector it preloads what will be needed, waits for the snaps, differences them, drops what
 * Sattle does not clear, associates the rest with what the sky held before, and commits to the APDB
 * before anything is announced.
 */
public final class NightjarJob {

    private NightjarJob() {}

    /** What a cluster runs: {@code --config nightjar.yaml [--set key=value]…}. */
    public static void main(String[] args) throws Exception {
        try {
            run(RunOptions.parse(args));
        } catch (ConfigurationException e) {
            if (!RunOptions.isAlone()) {
                throw e; // a cluster tells it in its own way
            }
            System.err.println("nightjar run: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(RunOptions options) throws Exception {
        run(options, ProductionDoors::new);
    }

    /** The same, with doors that are made of the configuration once it is known to be good. */
    static void run(RunOptions options, Function<NightjarConfig, Doors> doors) throws Exception {
        var config = Configurations.load(options.config(), options.overrides());
        var env = StreamExecutionEnvironment.getExecutionEnvironment(options.flink());
        Embargo.require(config, state(env.getConfiguration()));
        Readiness.require(config);
        requireNewest(config, env.getConfiguration());
        describe(env, doors.apply(config), Settings.of(config));
        env.execute("nightjar " + config.lineage());
    }

    /** Where Flink keeps what is between two stages: option → URI, empty where it is not told. */
    static Map<String, String> state(ReadableConfig flink) {
        return Stream.of(
                        HighAvailabilityOptions.HA_STORAGE_PATH,
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        CheckpointingOptions.SAVEPOINT_DIRECTORY)
                .collect(
                        Collectors.toMap(
                                ConfigOption::key, it -> flink.getOptional(it).orElse("")));
    }

    /**
     * Where a JobManager that died is followed by another, this runs again with the checkpoint that
     * the job was once started from, though it goes on from a newer one: then Announce looks.
     */
    private static void requireNewest(NightjarConfig config, ReadableConfig flink) {
        if (flink.get(HighAvailabilityOptions.HA_MODE).equalsIgnoreCase("none")) {
            Readiness.requireNewest(config, flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH));
        }
    }

    // One line a stage, however long: it is read as a table. spotless:off
    /** The whole graph; doors and settings come from outside, so that tests describe the same. */
    public static void describe(StreamExecutionEnvironment env, Doors doors, Settings set) {
        var limits = set.limits();
        var visits = Decode.with("decode-visits", doors.nextVisits(env), doors.visit(), limits.decode(), NextVisit.class);
        var cancels = Decode.with("decode-cancels", doors.cancellations(env), doors.cancellation(), limits.decode(), VisitCanceled.class);
        var objects = Decode.with("decode-objects", doors.notifications(env), doors.notification(), limits.decode(), ObjectsCreated.class);

        var fanned = FanOut.perDetector(visits.done(), cancels.done(), set.fanOut());
        var preloaded = Stage.otherwise("preload", fanned.expected(), doors.preload(), limits.preload(), Preloaded.class, NightjarJob::without);
        var identified = Identify.each(objects.done(), doors.identify(), limits.identify(), set.identify());
        var missing = Watch.over(preloaded, identified.raws(), set.watch());
        var sighted = Stage.ask("presence", missing, doors.presence(), limits.presence(), Raw.class);
        var raws = identified.raws().union(sighted);

        var ready = AwaitSnaps.join(preloaded, fanned.unwanted(), raws, set.snaps());
        Stage.aside("register", ready.done(), doors.register(), limits.register());
        var entered = Stage.otherwise("enter", ready.done(), doors.enter(), limits.order(), ReadyVisit.class, NightjarJob::unordered);
        var differenced = Stage.async("difference", entered, doors.difference(), limits.difference(), Differenced.class);
        var cleared = Stage.async("clear", differenced.done(), doors.clear(), limits.clear(), Cleared.class);

        var inTurn = Stage.async("turn", cleared.done(), doors.turn(), limits.turn(), Cleared.class);
        var planned = Stage.async("associate", inTurn.done(), doors.associate(), limits.associate(), Planned.class);
        var committed = Stage.async("commit", planned.done(), doors.commit(), limits.commit(), Committed.class);

        var ends = Account.ended(committed.done()).union(
                ready.lost(), differenced.lost(), cleared.lost(),
                inTurn.lost(), planned.lost(), committed.lost());
        Stage.aside("leave", ends, doors.leave(), limits.order());

        var announced = Announce.plans(committed.done(), doors.plans(), set.alertWriters());
        doors.alerts(announced.alerts());
        doors.butler(announced.records());
        doors.alertMetrics(announced.told());
        doors.preloadMetrics(preloaded);

        var ledger = Account.keep(fanned.expected(), ends, set.account());
        doors.ledger(ledger);
        doors.endMetrics(ledger);
        doors.quarantine(visits.quarantined().union(cancels.quarantined(), objects.quarantined(), identified.quarantined(), announced.quarantined()));
    }
    // spotless:on

    /** Order between overlapping visits is worth a try, never a visit. */
    private static ReadyVisit unordered(ReadyVisit ready, Loss loss, long nowMillis) {
        return ready;
    }

    /** Without preload the image path goes on all the same, and looks with the true region. */
    private static Preloaded without(ExpectedVisit expected, Loss loss, long nowMillis) {
        return Preloaded.without(expected, loss.why(), nowMillis);
    }
}
