// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import nightjar.model.Preloaded;
import nightjar.model.PresenceQuestion;
import nightjar.model.Raw;
import nightjar.operators.placement.DetectorKey;
import nightjar.operators.state.Alarm;
import nightjar.operators.state.Watched;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Has Presence asked for the snaps that no notification has told of: at the end of preload, then on
 * a schedule, and once more just before nobody waits any more. Notifications can stop silently.
 */
public final class Watch
        extends KeyedCoProcessFunction<DetectorKey, Preloaded, Raw, PresenceQuestion> {

    static final String NAME = "watch";

    /** The last question comes this long before the deadline, so that its answer is in time. */
    static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final WatchSettings settings;

    private transient ValueState<Watched> visitWatched;
    private transient MapState<Integer, Boolean> snapsSeen;
    private transient Alarm look;

    @SuppressWarnings("NullAway.Init") // open() fills what is transient
    Watch(WatchSettings settings) {
        this.settings = settings;
    }

    public static DataStream<PresenceQuestion> over(
            DataStream<Preloaded> preloaded, DataStream<Raw> notified, WatchSettings settings) {
        return DetectorKey.meet(
                NAME,
                DetectorKey.keyed(preloaded),
                DetectorKey.keyed(notified),
                new Watch(settings),
                PresenceQuestion.class);
    }

    @Override
    public void open(OpenContext context) {
        var state = getRuntimeContext();
        visitWatched =
                state.getState(
                        new ValueStateDescriptor<>(
                                "visitWatched", TypeInformation.of(Watched.class)));
        snapsSeen =
                state.getMapState(new MapStateDescriptor<>("snapsSeen", Types.INT, Types.BOOLEAN));
        look = Alarm.of(state, "look");
    }

    @Override
    public void processElement1(
            Preloaded preloaded, Context context, Collector<PresenceQuestion> out)
            throws Exception {
        if (visitWatched.value() == null && preloaded.refused().isEmpty()) {
            var watched =
                    new Watched(
                            preloaded.expected().visit().nimages(),
                            settings.rule().deadlineMillis(preloaded));
            visitWatched.update(watched);
            look(watched, context, out);
        }
    }

    @Override
    public void processElement2(Raw raw, Context context, Collector<PresenceQuestion> out)
            throws Exception {
        snapsSeen.put(raw.snap(), true);
        var watched = visitWatched.value();
        if (watched == null) {
            long now = context.timerService().currentProcessingTime();
            look.set(context.timerService(), now + settings.memory().toMillis());
        } else if (settings.rule().missing(watched.nimages(), seen()).isEmpty()) {
            forget(context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PresenceQuestion> out)
            throws Exception {
        var watched = visitWatched.value();
        if (watched == null) {
            forget(context);
        } else {
            look(watched, context, out);
        }
    }

    /** Asks for what is missing; looks again unless this was the last look. */
    private void look(Watched watched, Context context, Collector<PresenceQuestion> out)
            throws Exception {
        var key = context.getCurrentKey().toVisitDetector();
        var missing = settings.rule().missing(watched.nimages(), seen());
        for (int snap : missing) {
            out.collect(new PresenceQuestion(key, snap, watched.deadlineMillis()));
        }
        long now = context.timerService().currentProcessingTime();
        long lastLook = watched.deadlineMillis() - LAST_LOOK.toMillis();
        if (missing.isEmpty() || now >= lastLook) {
            forget(context);
        } else {
            long next = Math.min(now + settings.every().toMillis(), lastLook);
            look.set(context.timerService(), next);
        }
    }

    private Set<Integer> seen() throws Exception {
        var seen = new HashSet<Integer>();
        snapsSeen.keys().forEach(seen::add);
        return seen;
    }

    private void forget(Context context) throws Exception {
        visitWatched.clear();
        snapsSeen.clear();
        look.clear(context.timerService());
    }
}
