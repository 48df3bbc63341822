// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.UnwantedDetector;
import nightjar.operators.placement.DetectorKey;
import nightjar.operators.stage.Counted;
import nightjar.operators.stage.Ends;
import nightjar.operators.state.Alarm;
import nightjar.operators.state.Tombstone;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins what was announced with the raws that come for it, in whichever order, and decides when the
 * wait is over: all snaps are there, time is up, or the visit was cancelled. There is none for what
 * preload found to be unwanted. What comes afterwards is only counted.
 */
public final class AwaitSnaps
        extends KeyedCoProcessFunction<
                DetectorKey, Preloaded, Either<UnwantedDetector, Raw>, ReadyVisit> {

    static final String NAME = "await-snaps";
    static final OutputTag<Ended> LOST =
            new OutputTag<>("await-snaps-lost", TypeInformation.of(Ended.class));

    private static final String[] COUNTED = {
        "complete", "partial", "duplicate", "late", "repeatedVisit", "lateVisit", "lateCancel"
    };

    private final SnapSettings settings;

    private transient ValueState<Preloaded> visitAwaitingSnaps;
    private transient MapState<Long, Raw> rawsAwaitingRelease;
    private transient ValueState<Tombstone> tombstone;
    private transient Alarm alarm;
    private transient Counted counted;

    @SuppressWarnings("NullAway.Init") // open() fills what is transient
    AwaitSnaps(SnapSettings settings) {
        this.settings = settings;
    }

    public static Ends<ReadyVisit> join(
            DataStream<Preloaded> preloaded,
            DataStream<UnwantedDetector> unwanted,
            DataStream<Raw> raws,
            SnapSettings settings) {
        var ready =
                DetectorKey.meet(
                        NAME,
                        DetectorKey.keyed(preloaded),
                        Arrivals.keyed(NAME, unwanted, raws),
                        new AwaitSnaps(settings),
                        ReadyVisit.class);
        return new Ends<>(ready, ready.getSideOutput(LOST));
    }

    @Override
    public void open(OpenContext context) {
        var state = getRuntimeContext();
        visitAwaitingSnaps =
                state.getState(
                        new ValueStateDescriptor<>(
                                "visitAwaitingSnaps", TypeInformation.of(Preloaded.class)));
        rawsAwaitingRelease =
                state.getMapState(
                        new MapStateDescriptor<>(
                                "rawsAwaitingRelease", Types.LONG, TypeInformation.of(Raw.class)));
        tombstone =
                state.getState(
                        new ValueStateDescriptor<>(
                                "tombstone", TypeInformation.of(Tombstone.class)));
        alarm = Alarm.of(state, "alarm");
        counted = Counted.of(state, NAME, COUNTED);
    }

    @Override
    public void processElement1(Preloaded visit, Context context, Collector<ReadyVisit> out)
            throws Exception {
        if (tombstone.value() != null) {
            counted.one("lateVisit");
        } else if (visitAwaitingSnaps.value() != null) {
            counted.one("repeatedVisit");
        } else if (!visit.refused().isEmpty()) {
            end(visit.refused().get(0), "preload", announced(visit), context);
        } else {
            visitAwaitingSnaps.update(visit);
            long now = context.timerService().currentProcessingTime();
            long deadline = settings.rule().deadlineMillis(visit);
            long atLeast = now + Alarm.AFTER_DOWNTIME.toMillis();
            alarm.set(context.timerService(), deadline > now ? deadline : atLeast);
            releaseIfComplete(context, out);
        }
    }

    @Override
    public void processElement2(
            Either<UnwantedDetector, Raw> arrival, Context context, Collector<ReadyVisit> out)
            throws Exception {
        if (arrival.isRight()) {
            arrived(arrival.right(), context, out);
        } else if (tombstone.value() != null) {
            counted.one("lateCancel");
        } else {
            var unwanted = arrival.left();
            var loss = new Loss(unwanted.ending(), Cause.IGNORABLE, unwanted.why());
            end(loss, NAME, unwanted.atMillis(), context);
        }
    }

    private void arrived(Raw raw, Context context, Collector<ReadyVisit> out) throws Exception {
        var ended = tombstone.value();
        if (ended != null) {
            counted.one(ended.exposures().contains(raw.exposure()) ? "duplicate" : "late");
        } else if (rawsAwaitingRelease.contains(raw.exposure())) {
            counted.one("duplicate");
        } else {
            rawsAwaitingRelease.put(raw.exposure(), raw);
            if (!alarm.isSet()) {
                long now = context.timerService().currentProcessingTime();
                alarm.set(context.timerService(), now + settings.unannounced().toMillis());
            }
            releaseIfComplete(context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ReadyVisit> out)
            throws Exception {
        var timers = context.timerService();
        if (tombstone.value() != null) {
            tombstone.clear();
            alarm.clear(timers);
        } else if (!alarm.postponedAfterDowntime(timers, timestamp, Alarm.AFTER_DOWNTIME)) {
            timeIsUp(context, out);
        }
    }

    private void timeIsUp(Context context, Collector<ReadyVisit> out) throws Exception {
        var visit = visitAwaitingSnaps.value();
        var raws = raws();
        if (visit == null) {
            end(
                    Loss.ignored("unannounced: " + raws.size() + " raws without nextVisit"),
                    NAME,
                    0,
                    context);
        } else if (raws.isEmpty()) {
            int nimages = visit.expected().visit().nimages();
            var why = "none of " + (nimages > 0 ? nimages : "any number of") + " snaps came";
            end(new Loss(Ending.TIMED_OUT, Cause.TIMED_OUT, why), NAME, announced(visit), context);
        } else {
            release(visit, raws, context, out);
        }
    }

    private void releaseIfComplete(Context context, Collector<ReadyVisit> out) throws Exception {
        var visit = visitAwaitingSnaps.value();
        if (visit != null) {
            var raws = raws();
            if (settings.rule().complete(visit.expected().visit(), raws.size())) {
                release(visit, raws, context, out);
            }
        }
    }

    private void release(
            Preloaded preloaded, List<Raw> raws, Context context, Collector<ReadyVisit> out)
            throws Exception {
        var visit = preloaded.expected().visit();
        var kept = settings.rotation().keep(visit, raws);
        if (kept.isEmpty()) {
            var why =
                    "all "
                            + raws.size()
                            + " exposures are turned more than "
                            + settings.rotation().toleranceDeg()
                            + " deg from the announced "
                            + visit.cameraAngleDeg()
                            + " deg";
            end(Loss.rejected(why), NAME, announced(preloaded), context);
            return;
        }
        boolean partial = settings.rule().partial(visit, kept.size());
        counted.one(partial ? "partial" : "complete");
        out.collect(new ReadyVisit(preloaded, kept, partial, lastSeen(kept)));
        rest(raws, context);
    }

    private static long announced(Preloaded visit) {
        return visit.expected().fannedOutMillis();
    }

    /**
     * @param announcedMillis when it was fanned out; 0 when nobody announced it
     */
    private void end(Loss loss, String stage, long announcedMillis, Context context)
            throws Exception {
        var raws = raws();
        long now = context.timerService().currentProcessingTime();
        long visit = raws.isEmpty() ? 0 : raws.get(0).exposure();
        var ended =
                new Ended(
                        context.getCurrentKey().toVisitDetector(),
                        visit,
                        loss.ending(),
                        loss.cause(),
                        stage,
                        loss.why(),
                        0,
                        announcedMillis,
                        lastSeen(raws),
                        0,
                        now);
        context.output(LOST, ended);
        rest(raws, context);
    }

    /** Leaves only the tombstone. */
    private void rest(List<Raw> raws, Context context) throws Exception {
        visitAwaitingSnaps.clear();
        rawsAwaitingRelease.clear();
        tombstone.update(new Tombstone(raws.stream().map(Raw::exposure).toList()));
        long now = context.timerService().currentProcessingTime();
        alarm.set(context.timerService(), now + settings.tombstone().toMillis());
    }

    /** In order of exposure. */
    private List<Raw> raws() throws Exception {
        var raws = new ArrayList<Raw>();
        rawsAwaitingRelease.values().forEach(raws::add);
        raws.sort(Comparator.comparingLong(Raw::exposure));
        return raws;
    }

    private static long lastSeen(List<Raw> raws) {
        return raws.stream().mapToLong(Raw::seenMillis).max().orElse(0);
    }
}
