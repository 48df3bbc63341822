// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.time.Duration;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.Quarantined;
import nightjar.model.Received;
import nightjar.model.port.Door;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Either;

/**
 * Makes words of bytes. What cannot be understood never stops the job: it is put into quarantine
 * with where it came from, why, and a sample. What is of no interest is only counted.
 */
public final class Decode {

    private static final long AFTER_DOWNTIME_MILLIS = 30_000;

    private Decode() {}

    public static <D> Decoded<D> with(
            String name,
            DataStream<Received> in,
            Door<Received, D> door,
            Limit limit,
            Class<D> out) {
        var types = Split.types(Quarantined.class, out);
        Reply<Received, D, Either<Quarantined, D>> reply =
                (received, answer, now) ->
                        answer.fold(
                                decoded -> List.of(Either.Right(decoded)),
                                loss -> refused(received, loss, now));
        var answers = Asking.of(name, door, limit, reply, types).over(in);
        var ways = Split.of(name, answers, types);
        return new Decoded<>(ways.done(), ways.lost());
    }

    /**
     * Tells what objects in a bucket are. One of which it is not known yet is asked about again,
     * with growing delay and holding up nobody, until {@code within} after it was first seen (or 30
     * s after a restart, if that has passed); then its key is put into quarantine.
     */
    public static <D> Decoded<D> objects(
            String name,
            DataStream<ObjectCreated> in,
            Door<ObjectCreated, D> door,
            Limit limit,
            Duration within,
            Class<D> out) {
        var types = Split.types(Quarantined.class, out);
        Reply<ObjectCreated, D, Either<Quarantined, D>> reply =
                (object, answer, now) ->
                        answer.fold(
                                identified -> List.of(Either.Right(identified)),
                                loss -> refused(object, loss, now));
        long millis = within.toMillis();
        var patient =
                new Limit(limit.waiting(), limit.calls(), limit.deadline(), Integer.MAX_VALUE);
        var answers =
                new Asking<>(
                                name,
                                door,
                                patient,
                                BackOff.PATIENT,
                                (object, firstAsked) ->
                                        until(object.seenMillis() + millis, firstAsked),
                                reply,
                                types)
                        .over(in);
        var ways = Split.of(name, answers, types);
        return new Decoded<>(ways.done(), ways.lost());
    }

    private static long until(long deadlineMillis, long firstAskedMillis) {
        return deadlineMillis > firstAskedMillis
                ? deadlineMillis
                : firstAskedMillis + AFTER_DOWNTIME_MILLIS;
    }

    private static <D> List<Either<Quarantined, D>> refused(
            ObjectCreated object, Loss loss, long nowMillis) {
        return loss.cause() == Cause.IGNORABLE
                ? List.of()
                : List.of(Either.Left(Quarantine.of(object, loss.why(), nowMillis)));
    }

    private static <D> List<Either<Quarantined, D>> refused(
            Received received, Loss loss, long nowMillis) {
        return loss.cause() == Cause.IGNORABLE
                ? List.of()
                : List.of(Either.Left(Quarantine.of(received, loss.why(), nowMillis)));
    }
}
