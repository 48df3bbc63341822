// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import nightjar.connectors.http.Http;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * The end of a stream that is measured: each record is offered to Sasquatch and forgotten. It holds
 * up neither the stream nor a checkpoint; what Sasquatch does not take is counted (gauges {@code
 * measurementsSent}, {@code measurementsFailed}, {@code measurementsDropped}) and lost.
 */
public final class SasquatchSink<T> implements Sink<T> {

    /** What is measured of a record. */
    @FunctionalInterface
    public interface Measuring<T> extends Serializable {
        Measurement of(T record);
    }

    private final SasquatchSettings settings;
    private final Measuring<T> measuring;

    /**
     * @param settings with an empty url nothing is sent
     */
    public SasquatchSink(SasquatchSettings settings, Measuring<T> measuring) {
        this.settings = requireNonNull(settings, "settings");
        this.measuring = requireNonNull(measuring, "measuring");
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        if (settings.url().isEmpty()) {
            return new Nowhere<>();
        }
        var client =
                new SasquatchClient(new Http(settings.trust(), settings.authorization()), settings);
        var group = context.metricGroup();
        group.gauge("measurementsSent", () -> client.counts().sent());
        group.gauge("measurementsFailed", () -> client.counts().failed());
        group.gauge("measurementsDropped", () -> client.counts().dropped());
        return new Offering<>(client, measuring);
    }

    private record Offering<T>(SasquatchClient client, Measuring<T> measuring)
            implements SinkWriter<T> {
        @Override
        public void write(T record, Context context) {
            client.offer(measuring.of(record));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
            client.close();
        }
    }

    private record Nowhere<T>() implements SinkWriter<T> {
        @Override
        public void write(T record, Context context) {}

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
