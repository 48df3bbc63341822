// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.Collection;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Placement;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands each record to the stage's pool and passes its answer on. After a restore Flink hands in
 * again what was in flight.
 */
public final class AskFunction<I, O, R> extends RichAsyncFunction<I, R>
        implements ResultTypeQueryable<R> {

    private static final Logger LOG = LoggerFactory.getLogger(AskFunction.class);

    private final Asking<I, O, R> asking;
    private Hands.Hiring hiring = MachineHands::new;
    private transient @Nullable Hands hands;
    private transient @Nullable Calls<I, O> calls;

    AskFunction(Asking<I, O, R> asking) {
        this.asking = asking;
    }

    /** Before it is opened: works with these hands, not with the machine's. */
    public void with(Hands.Hiring simulated) {
        hiring = simulated;
    }

    @Override
    public void open(OpenContext context) {
        var task = getRuntimeContext().getTaskInfo();
        var placement =
                new Placement(
                        asking.name(),
                        task.getIndexOfThisSubtask(),
                        task.getNumberOfParallelSubtasks());
        var group = getRuntimeContext().getMetricGroup().addGroup("stage", asking.name());
        var hired = hiring.of(asking.name() + "-" + placement.subtask());
        var opened = new Calls<>(asking, placement, new StageMetrics(group), hired);
        StageMetrics.show(group, opened);
        hands = hired;
        calls = opened;
    }

    @Override
    public void asyncInvoke(I question, ResultFuture<R> future) {
        var clock = opened(hands);
        opened(calls)
                .ask(
                        question,
                        answer -> future.complete(reply(question, answer, clock.millis())),
                        future::completeExceptionally);
    }

    private Collection<R> reply(I question, Outcome<O> answer, long nowMillis) {
        answer.asLoss().ifPresent(loss -> log(question, loss));
        return List.copyOf(asking.reply().of(question, answer, nowMillis));
    }

    private void log(I question, Loss loss) {
        var level = loss.cause() == Cause.IGNORABLE ? Level.DEBUG : Level.INFO;
        var fields = LogFields.of(question);
        try (fields) {
            LOG.atLevel(level)
                    .log(
                            "{} lost {} ({}): {}",
                            asking.name(),
                            Subject.of(question),
                            loss.cause(),
                            loss.why());
        }
    }

    private <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("stage " + asking.name() + " was not opened");
        }
        return part;
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
        }
    }

    @Override
    public TypeInformation<R> getProducedType() {
        return asking.type();
    }
}
