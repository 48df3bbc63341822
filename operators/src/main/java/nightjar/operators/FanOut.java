// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.NextVisit;
import nightjar.model.VisitCanceled;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Makes one expectation for each active detector of an announcement. */
public final class FanOut {

    private FanOut() {}

    public static FannedOut perDetector(
            DataStream<NextVisit> visits,
            DataStream<VisitCanceled> cancels,
            FanOutSettings settings) {
        throw new UnsupportedOperationException();
    }
}
