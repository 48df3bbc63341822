// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Committed;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.operators.placement.DetectorKey;
import nightjar.operators.stage.Counted;
import nightjar.operators.state.Alarm;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the books: each visit-detector that was expected, or that a raw came for, has exactly one
 * end. The first end counts; a second one is an alarm. One that no stage ended is ended here.
 */
public final class Account
        extends KeyedCoProcessFunction<DetectorKey, ExpectedVisit, Ended, Ended> {

    static final String NAME = "account";

    /** From a visit-detector's last readout to the end of its commit; upstream's name for it. */
    private static final String SINCE_SHUTTER_CLOSE = "alert_timing_since_shutter_close_ms";

    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private final AccountSettings settings;

    /** When it was fanned out, UTC milliseconds since 1970. */
    private transient ValueState<Long> expectationAwaitingEnd;

    /** The stage that ended it and how, for the alarm. */
    private transient ValueState<String> endedBy;

    private transient Alarm backstop;
    private transient Counted counted;
    private transient Histogram sinceShutterCloseMs;

    @SuppressWarnings("NullAway.Init") // open() fills what is transient
    Account(AccountSettings settings) {
        this.settings = settings;
    }

    /** Exactly one end for each visit-detector. */
    public static DataStream<Ended> keep(
            DataStream<ExpectedVisit> expected, DataStream<Ended> ends, AccountSettings settings) {
        return DetectorKey.meet(
                NAME,
                DetectorKey.keyed(expected),
                DetectorKey.keyed(ends),
                new Account(settings),
                Ended.class);
    }

    /** The happy ends. */
    public static DataStream<Ended> ended(DataStream<Committed> committed) {
        return committed
                .map(Account::happily, TypeInformation.of(Ended.class))
                .uid("committed")
                .name("committed");
    }

    static Ended happily(Committed it) {
        return new Ended(
                it.key(),
                it.visit(),
                it.alerts() > 0 ? Ending.ALERTED : Ending.EMPTY,
                Cause.IGNORABLE,
                "commit",
                it.without(),
                it.alerts(),
                it.announcedMillis(),
                it.arrivedMillis(),
                it.readoutEndMillis(),
                System.currentTimeMillis(),
                it.orderGivenUp(),
                "");
    }

    @Override
    public void open(OpenContext context) {
        expectationAwaitingEnd =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("expectationAwaitingEnd", Types.LONG));
        endedBy = getRuntimeContext().getState(new ValueStateDescriptor<>("endedBy", Types.STRING));
        backstop = Alarm.of(getRuntimeContext(), "backstop");
        counted =
                Counted.of(
                        getRuntimeContext(),
                        NAME,
                        "expected",
                        "ended",
                        "unaccounted",
                        "second",
                        "without",
                        "orderGivenUp");
        for (var ending : Ending.values()) {
            counted.add(ending.name(), 0);
        }
        sinceShutterCloseMs = counted.spread(SINCE_SHUTTER_CLOSE);
    }

    @Override
    public void processElement1(ExpectedVisit expected, Context context, Collector<Ended> out)
            throws Exception {
        if (endedBy.value() != null || expectationAwaitingEnd.value() != null) {
            return;
        }
        counted.one("expected");
        expectationAwaitingEnd.update(expected.fannedOutMillis());
        long now = context.timerService().currentProcessingTime();
        backstop.set(context.timerService(), now + settings.backstop().toMillis());
    }

    @Override
    public void processElement2(Ended ended, Context context, Collector<Ended> out)
            throws Exception {
        var before = endedBy.value();
        if (before == null) {
            close(ended, context, out);
            return;
        }
        counted.one("second");
        LOG.error(
                "{} ended a second time, by {} as {} ({}); it was ended by {}",
                ended.key(),
                ended.stage(),
                ended.ending(),
                ended.why(),
                before);
    }

    private void close(Ended ended, Context context, Collector<Ended> out) throws Exception {
        long announced =
                Optional.ofNullable(expectationAwaitingEnd.value()).orElse(ended.announcedMillis());
        out.collect(ended.announcedAt(announced));
        counted.one("ended");
        counted.one(ended.ending().name());
        if (isLess(ended)) {
            counted.one("without");
        }
        if (!ended.orderGivenUp().isEmpty()) {
            counted.one("orderGivenUp");
        }
        if (ended.ending() == Ending.ALERTED && ended.readoutEndMillis() > 0) {
            sinceShutterCloseMs.update(ended.endedMillis() - ended.readoutEndMillis());
        }
        expectationAwaitingEnd.clear();
        endedBy.update(ended.stage() + " as " + ended.ending());
        long now = context.timerService().currentProcessingTime();
        backstop.set(context.timerService(), now + settings.tombstone().toMillis());
    }

    /** Ended well, but with something to tell: a neighbour that is not needed was away. */
    private static boolean isLess(Ended it) {
        return it.isProcessed() && !it.why().isEmpty();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Ended> out)
            throws Exception {
        var timers = context.timerService();
        if (endedBy.value() != null) {
            endedBy.clear();
            backstop.clear(timers);
        } else if (!backstop.postponedAfterDowntime(timers, timestamp, settings.backstop())) {
            unaccounted(context, out);
        }
    }

    private void unaccounted(OnTimerContext context, Collector<Ended> out) throws Exception {
        var key = context.getCurrentKey().toVisitDetector();
        var loss = Loss.failed("unaccounted: no stage ended it within " + settings.backstop());
        counted.one("unaccounted");
        LOG.error("{} is {}", key, loss.why());
        long now = context.timerService().currentProcessingTime();
        close(Ended.lost(key, NAME, loss, now), context, out);
    }
}
