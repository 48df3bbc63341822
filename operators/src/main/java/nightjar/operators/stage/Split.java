// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts a stage's two ways out, since an asynchronous function cannot write to a side output. What
 * crosses the one edge between them is Flink's own {@code Either}: a lost record, or a done one.
 */
final class Split<L, R> extends ProcessFunction<Either<L, R>, R> {

    /** The two ways out. */
    record Ways<L, R>(SingleOutputStreamOperator<R> done, DataStream<L> lost) {}

    private final OutputTag<L> lost;

    private Split(OutputTag<L> lost) {
        this.lost = lost;
    }

    static <L, R> Ways<L, R> of(
            String name, DataStream<Either<L, R>> answers, EitherTypeInfo<L, R> types) {
        var tag = new OutputTag<L>(name + "-lost", types.getLeftType());
        var done =
                answers.process(new Split<>(tag), types.getRightType())
                        .uid(name + "-split")
                        .name(name + "-split");
        return new Ways<>(done, done.getSideOutput(tag));
    }

    static <L, R> EitherTypeInfo<L, R> types(Class<L> lost, Class<R> done) {
        return new EitherTypeInfo<>(TypeInformation.of(lost), TypeInformation.of(done));
    }

    @Override
    public void processElement(Either<L, R> answer, Context context, Collector<R> out) {
        if (answer.isRight()) {
            out.collect(answer.right());
        } else {
            context.output(lost, answer.left());
        }
    }
}
