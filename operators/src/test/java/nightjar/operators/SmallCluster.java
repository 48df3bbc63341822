// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.operators.placement.EvenPlacement;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

/** Flink in this JVM: two parallel instances, RocksDB state, checkpoints, no Kryo. */
final class SmallCluster {

    private SmallCluster() {}

    static MiniClusterExtension start() {
        return new MiniClusterExtension(
                new MiniClusterResourceConfiguration.Builder()
                        .setNumberTaskManagers(1)
                        .setNumberSlotsPerTaskManager(2)
                        .build());
    }

    static StreamExecutionEnvironment environment() {
        var settings =
                Configuration.fromMap(
                        Map.of(
                                "pipeline.generic-types", "false",
                                "pipeline.max-parallelism", "" + EvenPlacement.MAX_PARALLELISM,
                                "state.backend.type", "rocksdb",
                                "execution.checkpointing.interval", "200 ms",
                                "execution.buffer-timeout.interval", "0 ms",
                                "restart-strategy.type", "fixed-delay",
                                "restart-strategy.fixed-delay.attempts", "3",
                                "restart-strategy.fixed-delay.delay", "10 ms"));
        var env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(2);
        return env;
    }

    static <T> List<T> all(CloseableIterator<T> records) {
        var list = new ArrayList<T>();
        records.forEachRemaining(list::add);
        return list;
    }
}
