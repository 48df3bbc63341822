// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import nightjar.model.Received;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A topic on which nothing ever comes. It does not end either: a job whose sources have all ended
 * drops its timers, and would not wait for what is being waited for.
 */
final class Silence implements Source<Received, Silence.Nothing, Silence.Nothing> {

    private static final long serialVersionUID = 1;

    /** No part of a topic. */
    record Nothing() implements SourceSplit {
        @Override
        public String splitId() {
            return "nothing";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Received, Nothing> createReader(SourceReaderContext context) {
        return new Reader();
    }

    @Override
    public SplitEnumerator<Nothing, Nothing> createEnumerator(
            SplitEnumeratorContext<Nothing> context) {
        return new Enumerator();
    }

    @Override
    public SplitEnumerator<Nothing, Nothing> restoreEnumerator(
            SplitEnumeratorContext<Nothing> context, Nothing kept) {
        return new Enumerator();
    }

    @Override
    public SimpleVersionedSerializer<Nothing> getSplitSerializer() {
        return new NoBytes();
    }

    @Override
    public SimpleVersionedSerializer<Nothing> getEnumeratorCheckpointSerializer() {
        return new NoBytes();
    }

    private static final class NoBytes implements SimpleVersionedSerializer<Nothing> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Nothing nothing) {
            return new byte[0];
        }

        @Override
        public Nothing deserialize(int version, byte[] serialized) {
            return new Nothing();
        }
    }

    private static final class Enumerator implements SplitEnumerator<Nothing, Nothing> {

        @Override
        public Nothing snapshotState(long checkpoint) {
            return new Nothing();
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<Nothing> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Received, Nothing> {

        private final CompletableFuture<Void> never = new CompletableFuture<>();

        @Override
        public InputStatus pollNext(ReaderOutput<Received> output) {
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return never;
        }

        @Override
        public List<Nothing> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        public void start() {}

        @Override
        public void addSplits(List<Nothing> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}
