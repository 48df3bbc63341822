// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.io.Serializable;
import java.util.List;
import nightjar.model.Ended;
import nightjar.model.ForVisitDetector;
import nightjar.model.Loss;
import nightjar.model.port.Door;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/**
 * A stage that asks the world outside about each visit-detector, as many at once as its limit says.
 * It stays where its input is: a detector's records keep to their parallel instance.
 */
public final class Stage {

    private Stage() {}

    /** What is answered goes on; what is lost ends the visit-detector's story. */
    public static <I extends ForVisitDetector, O> Ends<O> async(
            String name, DataStream<I> in, Door<I, O> door, Limit limit, Class<O> out) {
        var types = Split.types(Ended.class, out);
        Reply<I, O, Either<Ended, O>> reply =
                (question, answer, now) ->
                        answer.fold(
                                done -> List.of(Either.Right(done)),
                                loss ->
                                        List.of(
                                                Either.Left(
                                                        Story.ended(question, name, loss, now))));
        var answers = Asking.of(name, door, limit, reply, types).over(in);
        var ways = Split.of(name, answers, types);
        return new Ends<>(ways.done(), ways.lost());
    }

    /** What a stage goes on with when there is no answer. */
    @FunctionalInterface
    public interface Otherwise<I, O> extends Serializable {
        O without(I question, Loss loss, long nowMillis);
    }

    /** Everything goes on, if need be without what was asked for: no story ends here. */
    public static <I extends ForVisitDetector, O> SingleOutputStreamOperator<O> otherwise(
            String name,
            DataStream<I> in,
            Door<I, O> door,
            Limit limit,
            Class<O> out,
            Otherwise<I, O> otherwise) {
        Reply<I, O, O> reply =
                (question, answer, now) ->
                        List.of(
                                answer.<O>fold(
                                        done -> done,
                                        loss -> otherwise.without(question, loss, now)));
        return Asking.of(name, door, limit, reply, TypeInformation.of(out)).over(in);
    }

    /** What is answered goes on; a loss ends nothing and is only counted. */
    public static <I extends ForVisitDetector, O> SingleOutputStreamOperator<O> ask(
            String name, DataStream<I> in, Door<I, O> door, Limit limit, Class<O> out) {
        Reply<I, O, O> reply = (question, answer, now) -> answer.fold(List::of, loss -> List.of());
        return Asking.of(name, door, limit, reply, TypeInformation.of(out)).over(in);
    }

    /** A side branch: nothing goes on, and a loss is only counted. */
    public static <I extends ForVisitDetector, O> void aside(
            String name, DataStream<I> in, Door<I, O> door, Limit limit) {
        Reply<I, O, Boolean> reply = (question, answer, now) -> List.of();
        Asking.of(name, door, limit, reply, TypeInformation.of(Boolean.class)).over(in);
    }
}
