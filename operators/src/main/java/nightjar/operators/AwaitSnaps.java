// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.CanceledDetector;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.operators.stage.Ends;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Joins announcements and raws. */
public final class AwaitSnaps {

    private AwaitSnaps() {}

    public static Ends<ReadyVisit> join(
            DataStream<Preloaded> preloaded,
            DataStream<CanceledDetector> cancels,
            DataStream<Raw> raws,
            SnapSettings settings) {
        throw new UnsupportedOperationException();
    }
}
