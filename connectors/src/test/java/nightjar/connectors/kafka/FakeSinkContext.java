// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;

/** A sink of one instance and one partition. */
public final class FakeSinkContext implements KafkaRecordSerializationSchema.KafkaSinkContext {

    @Override
    public int getParallelInstanceId() {
        return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
        return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
        return new int[] {0};
    }
}
