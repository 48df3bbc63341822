// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Preloaded;
import nightjar.model.PresenceQuestion;
import nightjar.model.Raw;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Asks Presence on a schedule for the snaps that no notification has told of. */
public final class Watch {

    private Watch() {}

    public static DataStream<PresenceQuestion> over(
            DataStream<Preloaded> preloaded, DataStream<Raw> notified, WatchSettings settings) {
        throw new UnsupportedOperationException();
    }
}
