// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Committed;
import nightjar.model.PackedAlert;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Tells the world what a plan holds. */
public final class Announce {

    private Announce() {}

    public static DataStream<PackedAlert> alerts(
            DataStream<Committed> committed, AnnounceDoor door, int parallelism) {
        throw new UnsupportedOperationException();
    }

    public static DataStream<String> records(DataStream<Committed> committed, AnnounceDoor door) {
        throw new UnsupportedOperationException();
    }
}
