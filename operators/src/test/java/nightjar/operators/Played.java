// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SupplierWithException;

/** A stage played by hand, on a clock of our own that starts at {@link Night#START}. */
final class Played<K, A, B, O> {

    private final SupplierWithException<
                    KeyedTwoInputStreamOperatorTestHarness<K, A, B, O>, Exception>
            made;
    private KeyedTwoInputStreamOperatorTestHarness<K, A, B, O> harness;

    Played(
            SupplierWithException<KeyedCoProcessFunction<K, A, B, O>, Exception> stage,
            KeySelector<A, K> firstKey,
            KeySelector<B, K> secondKey,
            TypeInformation<K> keyType)
            throws Exception {
        made =
                () ->
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new KeyedCoProcessOperator<>(stage.get()),
                                firstKey,
                                secondKey,
                                keyType);
        harness = open(Night.START, Optional.empty());
    }

    private KeyedTwoInputStreamOperatorTestHarness<K, A, B, O> open(
            long nowMillis, Optional<OperatorSubtaskState> restored) throws Exception {
        var opened = made.get();
        opened.setProcessingTime(nowMillis);
        if (restored.isPresent()) {
            opened.initializeState(restored.get());
        }
        opened.open();
        return opened;
    }

    /** Takes a snapshot, stops, and starts again from it at this time; what was put out is gone. */
    void restartAt(long nowMillis) throws Exception {
        var snapshot = harness.snapshot(1, harness.getProcessingTime());
        harness.close();
        harness = open(nowMillis, Optional.of(snapshot));
    }

    void first(A record) throws Exception {
        harness.processElement1(record, 0);
    }

    void second(B record) throws Exception {
        harness.processElement2(record, 0);
    }

    void at(long nowMillis) throws Exception {
        harness.setProcessingTime(nowMillis);
    }

    List<O> out() {
        return harness.extractOutputValues();
    }

    <X> List<X> out(OutputTag<X> tag) {
        var records = new ArrayList<X>();
        var queue = harness.getSideOutput(tag);
        if (queue != null) {
            queue.forEach(record -> records.add(record.getValue()));
        }
        return records;
    }

    void holds(int stateEntries, int timers) {
        assertThat(harness.numKeyedStateEntries()).as("state entries").isEqualTo(stateEntries);
        assertThat(harness.numProcessingTimeTimers()).as("timers").isEqualTo(timers);
    }

    void close() throws Exception {
        harness.close();
    }
}
