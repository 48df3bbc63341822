// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Raw;
import nightjar.model.UnwantedDetector;
import nightjar.operators.placement.DetectorKey;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.types.Either;

/** What may come for a visit-detector that waits: a raw, or a cancellation. */
final class Arrivals {

    private static final EitherTypeInfo<UnwantedDetector, Raw> TYPE =
            new EitherTypeInfo<>(
                    TypeInformation.of(UnwantedDetector.class), TypeInformation.of(Raw.class));

    private Arrivals() {}

    static KeyedStream<Either<UnwantedDetector, Raw>, DetectorKey> keyed(
            String stage, DataStream<UnwantedDetector> unwanted, DataStream<Raw> raws) {
        var canceled =
                unwanted.<Either<UnwantedDetector, Raw>>map(Either::Left, TYPE)
                        .uid(stage + "-cancels")
                        .name(stage + "-cancels");
        var arrived =
                raws.<Either<UnwantedDetector, Raw>>map(Either::Right, TYPE)
                        .uid(stage + "-raws")
                        .name(stage + "-raws");
        return canceled.union(arrived).keyBy(Arrivals::key, DetectorKey.TYPE);
    }

    static DetectorKey key(Either<UnwantedDetector, Raw> arrival) {
        return DetectorKey.of(arrival.isLeft() ? arrival.left().key() : arrival.right().key());
    }
}
