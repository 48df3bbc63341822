// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.job.audit.Evidence.AlertsSent;
import nightjar.model.ids.DiaSourceId;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The alert topic as a broker reads it: how often each id is there and with which bytes. Of an
 * alert only the wire header and the first field, diaSourceId, are decoded.
 */
public final class AlertTopic implements AutoCloseable {

    private static final int HEADER_BYTES = 5;

    /** A topic full of strangers is told of by the first few. */
    private static final int MOST_STRANGERS = 1000;

    private final TopicScan topic;
    private final int release;
    private final Map<Long, AlertsSent> sent = new HashMap<>();
    private final List<String> strangers = new ArrayList<>();

    /**
     * @param release alerts of other releases are not of this survey's nights
     */
    AlertTopic(TopicScan topic, int release) {
        this.topic = topic;
        this.release = release;
    }

    /** Reads on to the topic's end. */
    void look(Scope scope) {
        sent.keySet().removeIf(id -> !scope.contains(Numbered.ofSource(id).visit()));
        topic.drain(record -> see(record, scope));
    }

    Map<Long, AlertsSent> sent() {
        return Map.copyOf(sent);
    }

    /** Records that are no alerts, a line each. */
    List<String> strangers() {
        return List.copyOf(strangers);
    }

    private void see(ConsumerRecord<byte[], byte[]> record, Scope scope) {
        try {
            keep(id(record.value()), record.value(), scope);
        } catch (IOException e) {
            if (strangers.size() < MOST_STRANGERS) {
                strangers.add(
                        "partition %d offset %d: %s"
                                .formatted(record.partition(), record.offset(), e.getMessage()));
            }
        }
    }

    private void keep(long id, byte[] value, Scope scope) {
        boolean isOurs = DiaSourceId.unpack(id).release() == release;
        if (isOurs && scope.contains(Numbered.ofSource(id).visit())) {
            sent.merge(id, AlertsSent.once(Fingerprint.of(value)), AlertsSent::and);
        }
    }

    /**
     * An alert's diaSourceId: the first field of lsst.v11_0.alert, and of every alert schema since
     * version 5.
     *
     * @throws IOException when it is no alert
     */
    public static long id(byte[] value) throws IOException {
        if (value == null || value.length <= HEADER_BYTES || ByteBuffer.wrap(value).get() != 0) {
            throw new IOException("no alert: it has no wire header");
        }
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        long id = decoder.readLong();
        if (id <= 0) {
            throw new IOException("no alert: its diaSourceId is " + id);
        }
        return id;
    }

    @Override
    public void close() {
        topic.close();
    }
}
