// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import nightjar.model.Received;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes a record as it comes, whatever it holds: a source that throws would stop the job on the
 * same record for ever. Understanding it is the decode stage's work.
 *
 * @param mostBytes a value larger than this is cut off ({@link Received#cutOff})
 */
public record ReceivedDeserializer(int mostBytes)
        implements KafkaRecordDeserializationSchema<Received> {

    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Received> out) {
        byte[] value = record.value() == null ? NOTHING : record.value();
        out.collect(
                new Received(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        value.length > mostBytes ? Received.cutOff(value) : value));
    }

    @Override
    public TypeInformation<Received> getProducedType() {
        return TypeInformation.of(Received.class);
    }
}
