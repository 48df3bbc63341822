// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.placement;

import static java.util.Objects.requireNonNull;

import nightjar.model.ForVisitDetector;
import nightjar.model.VisitDetector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;

/**
 * A visit-detector as the key of state: its hash code takes it to the key group that {@link
 * EvenPlacement} gives its detector.
 *
 * @param instrument the Butler's short name
 * @param group the id that nextVisit and the raws share
 * @param detector the detector's number
 */
public record DetectorKey(String instrument, String group, int detector) {

    public static final TypeInformation<DetectorKey> TYPE = TypeInformation.of(DetectorKey.class);

    public DetectorKey {
        requireNonNull(instrument, "instrument");
        requireNonNull(group, "group");
    }

    public static DetectorKey of(VisitDetector key) {
        return new DetectorKey(key.instrument(), key.group(), key.detector());
    }

    /** The stream, keyed by visit-detector. */
    public static <T extends ForVisitDetector> KeyedStream<T, DetectorKey> keyed(
            DataStream<T> stream) {
        return stream.keyBy(of -> of(of.key()), TYPE);
    }

    /** Two streams before one function with state by visit-detector; the name is its uid, too. */
    public static <A, B, R> SingleOutputStreamOperator<R> meet(
            String name,
            KeyedStream<A, DetectorKey> left,
            KeyedStream<B, DetectorKey> right,
            KeyedCoProcessFunction<DetectorKey, A, B, R> function,
            Class<R> type) {
        return left.connect(right)
                .process(function, TypeInformation.of(type))
                .setMaxParallelism(EvenPlacement.MAX_PARALLELISM)
                .uid(name)
                .name(name);
    }

    /** The stream, each record with its detector's parallel instance. */
    public static <T extends ForVisitDetector> DataStream<T> placed(DataStream<T> stream) {
        return stream.partitionCustom(EvenPlacement::subtask, of -> of.key().detector());
    }

    public VisitDetector toVisitDetector() {
        return new VisitDetector(instrument, group, detector);
    }

    @Override
    public int hashCode() {
        return EvenPlacement.hash(detector, 31 * instrument.hashCode() + group.hashCode());
    }
}
