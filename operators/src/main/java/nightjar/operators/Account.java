// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Committed;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Keeps the books. */
public final class Account {

    private Account() {}

    public static DataStream<Ended> keep(
            DataStream<ExpectedVisit> expected, DataStream<Ended> ends, AccountSettings settings) {
        throw new UnsupportedOperationException();
    }

    public static DataStream<Ended> ended(DataStream<Committed> committed) {
        throw new UnsupportedOperationException();
    }
}
