// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.ExpectedVisit;
import nightjar.model.Loss;
import nightjar.model.NextVisit;
import nightjar.model.UnwantedDetector;
import nightjar.model.VisitCanceled;
import nightjar.model.VisitDetector;
import nightjar.model.rule.StalenessRule;
import nightjar.operators.placement.DetectorKey;
import nightjar.operators.stage.Counted;
import nightjar.operators.state.Alarm;
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
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one expectation for each active detector of an announcement. A cancellation names only the
 * group, so the detectors are remembered for a while, and a cancellation that comes before its
 * announcement is too.
 */
public final class FanOut
        extends KeyedCoProcessFunction<String, NextVisit, VisitCanceled, ExpectedVisit> {

    static final String NAME = "fan-out";
    static final OutputTag<UnwantedDetector> CANCELS =
            new OutputTag<>("cancels", TypeInformation.of(UnwantedDetector.class));

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private static final Loss CANCELED =
            new Loss(Ending.CANCELLED, Cause.IGNORABLE, "nextVisitCanceled");

    private final FanOutSettings settings;
    private final StalenessRule staleness;

    private transient MapState<String, List<Integer>> detectorsFannedOut;
    private transient ValueState<Long> cancelAwaitingVisit;
    private transient Alarm forget;
    private transient Counted counted;

    @SuppressWarnings("NullAway.Init") // open() fills what is transient
    FanOut(FanOutSettings settings) {
        this.settings = settings;
        staleness = new StalenessRule(settings.expiry());
    }

    public static FannedOut perDetector(
            DataStream<NextVisit> visits,
            DataStream<VisitCanceled> cancels,
            FanOutSettings settings) {
        var expected =
                visits.keyBy(NextVisit::group, Types.STRING)
                        .connect(cancels.keyBy(VisitCanceled::group, Types.STRING))
                        .process(new FanOut(settings), TypeInformation.of(ExpectedVisit.class))
                        .uid(NAME)
                        .name(NAME);
        return new FannedOut(DetectorKey.placed(expected), expected.getSideOutput(CANCELS));
    }

    @Override
    public void open(OpenContext context) {
        detectorsFannedOut =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "detectorsFannedOut", Types.STRING, Types.LIST(Types.INT)));
        cancelAwaitingVisit =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("cancelAwaitingVisit", Types.LONG));
        forget = Alarm.of(getRuntimeContext(), "forget");
        counted =
                Counted.of(
                        getRuntimeContext(),
                        NAME,
                        "visits",
                        "expected",
                        "stale",
                        "duplicate",
                        "canceled");
    }

    @Override
    public void processElement1(NextVisit visit, Context context, Collector<ExpectedVisit> out)
            throws Exception {
        counted.one("visits");
        var detectors = settings.rule().detectors(visit).asValue();
        if (detectors.isEmpty()) {
            count(settings.rule().detectors(visit).asLoss().orElseThrow());
        } else if (detectorsFannedOut.contains(visit.instrument())) {
            counted.one("duplicate");
        } else {
            fanOut(visit, detectors.get(), context, out);
        }
    }

    private void count(Loss loss) {
        counted.one(loss.why().split(" ", 2)[0]);
        LOG.info("announcement ignored: {}", loss.why());
    }

    private void fanOut(
            NextVisit visit, List<Integer> detectors, Context context, Collector<ExpectedVisit> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        forget.set(context.timerService(), now + settings.memory().toMillis());
        var stale = staleness.stale(visit, now);
        if (stale.isPresent()) {
            counted.one("stale");
            LOG.warn("group {} of {} is {}", visit.group(), visit.instrument(), stale.get());
            detectorsFannedOut.put(visit.instrument(), List.of());
            var unwanted = Loss.ignored(stale.get());
            unwanted(visit.instrument(), visit.group(), detectors, unwanted, context);
            return;
        }
        detectorsFannedOut.put(visit.instrument(), detectors);
        counted.add("expected", detectors.size());
        for (int detector : detectors) {
            out.collect(new ExpectedVisit(key(visit, detector), visit, settings.version(), now));
        }
        if (cancelAwaitingVisit.value() != null) {
            unwanted(visit.instrument(), visit.group(), detectors, CANCELED, context);
        }
    }

    @Override
    public void processElement2(
            VisitCanceled canceled, Context context, Collector<ExpectedVisit> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        counted.one("canceled");
        if (cancelAwaitingVisit.value() != null) {
            return;
        }
        cancelAwaitingVisit.update(now);
        forget.set(context.timerService(), now + settings.memory().toMillis());
        for (var fannedOut : detectorsFannedOut.entries()) {
            unwanted(fannedOut.getKey(), canceled.group(), fannedOut.getValue(), CANCELED, context);
        }
    }

    /** Ends are written where raws are waited for, so that images of the visit end with it. */
    private void unwanted(
            String instrument, String group, List<Integer> detectors, Loss loss, Context context) {
        long now = context.timerService().currentProcessingTime();
        for (int detector : detectors) {
            var key = new VisitDetector(instrument, group, detector);
            context.output(CANCELS, new UnwantedDetector(key, loss.ending(), loss.why(), now));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ExpectedVisit> out)
            throws Exception {
        detectorsFannedOut.clear();
        cancelAwaitingVisit.clear();
        forget.clear(context.timerService());
    }

    private static VisitDetector key(NextVisit visit, int detector) {
        return new VisitDetector(visit.instrument(), visit.group(), detector);
    }
}
