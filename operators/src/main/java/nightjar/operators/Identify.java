// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.Raw;
import nightjar.model.port.Door;
import nightjar.operators.placement.EvenPlacement;
import nightjar.operators.stage.Decode;
import nightjar.operators.stage.Limit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Tells whose each new object is. All detectors of an exposure go to one parallel instance, so that
 * one look-up of the group can serve them all.
 */
public final class Identify {

    private static final String NAME = "identify";

    private Identify() {}

    public static Identified each(
            DataStream<ObjectsCreated> notifications,
            Door<ObjectCreated, Raw> door,
            Limit limit,
            IdentifySettings settings) {
        var objects =
                notifications
                        .flatMap(Identify::one, TypeInformation.of(ObjectCreated.class))
                        .uid(NAME + "-objects")
                        .name(NAME + "-objects")
                        .partitionCustom(Identify::subtask, object -> exposureOf(object.key()));
        var ways = Decode.objects(NAME, objects, door, limit, settings.within(), Raw.class);
        return new Identified(ways.done(), ways.quarantined());
    }

    private static void one(ObjectsCreated notification, Collector<ObjectCreated> out) {
        notification.objects().forEach(out::collect);
    }

    /** The folder that the detectors of an exposure share at the LSST cameras. */
    static String exposureOf(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }

    private static int subtask(String exposure, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                exposure, EvenPlacement.MAX_PARALLELISM, parallelism);
    }
}
