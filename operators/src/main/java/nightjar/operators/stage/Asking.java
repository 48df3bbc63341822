// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.util.concurrent.TimeUnit;
import nightjar.model.port.Door;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** All that is needed to make a stage's asynchronous operator. */
record Asking<I, O, R>(
        String name,
        Door<I, O> door,
        Limit limit,
        BackOff backOff,
        Until<I> until,
        Reply<I, O, R> reply,
        TypeInformation<R> type)
        implements java.io.Serializable {

    /** A stage as most are: given up after the limit's deadline, asked again soon. */
    static <I, O, R> Asking<I, O, R> of(
            String name,
            Door<I, O> door,
            Limit limit,
            Reply<I, O, R> reply,
            TypeInformation<R> type) {
        long millis = limit.deadline().toMillis();
        return new Asking<>(
                name,
                door,
                limit,
                BackOff.SOON,
                (question, firstAsked) -> firstAsked + millis,
                reply,
                type);
    }

    /**
     * Unordered; without Flink's time-out and retries: the stage's own pool decides both. A chain
     * of its own, so that Flink's web UI shows each stage and how busy it is.
     */
    SingleOutputStreamOperator<R> over(DataStream<I> questions) {
        return AsyncDataStream.unorderedWait(
                        questions,
                        new AskFunction<>(this),
                        0,
                        TimeUnit.MILLISECONDS,
                        limit.waiting())
                .uid(name)
                .name(name)
                .startNewChain();
    }
}
