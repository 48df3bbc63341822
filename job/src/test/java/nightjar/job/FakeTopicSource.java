// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
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

/** Reads a {@link FakeTopic} without end, and after a restore from where it was. */
final class FakeTopicSource
        implements Source<Received, FakeTopicSource.Position, FakeTopicSource.Position> {

    /** What the enumerator keeps once a reader has the topic. */
    private static final Position GIVEN = new Position(-1);

    private final String night;
    private final Topic topic;

    FakeTopicSource(String night, Topic topic) {
        this.night = night;
        this.topic = topic;
    }

    /** Which of a night's topics; travels with the job graph. */
    interface Topic extends Serializable {
        FakeTopic of(FakeNight night);
    }

    /** The topic's one split: the offset of the next record. */
    record Position(long offset) implements SourceSplit {
        @Override
        public String splitId() {
            return "the only one";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Received, Position> createReader(SourceReaderContext context) {
        return new Reader(topic.of(FakeNight.of(night)));
    }

    @Override
    public SplitEnumerator<Position, Position> createEnumerator(
            SplitEnumeratorContext<Position> context) {
        return new Enumerator(context, new Position(0));
    }

    @Override
    public SplitEnumerator<Position, Position> restoreEnumerator(
            SplitEnumeratorContext<Position> context, Position toGive) {
        return new Enumerator(context, toGive);
    }

    @Override
    public SimpleVersionedSerializer<Position> getSplitSerializer() {
        return new AsLong<>(Position::offset, Position::new);
    }

    @Override
    public SimpleVersionedSerializer<Position> getEnumeratorCheckpointSerializer() {
        return getSplitSerializer();
    }

    private static final class Enumerator implements SplitEnumerator<Position, Position> {

        private final SplitEnumeratorContext<Position> context;
        private Position toGive;

        Enumerator(SplitEnumeratorContext<Position> context, Position toGive) {
            this.context = context;
            this.toGive = toGive;
        }

        @Override
        public void addReader(int subtask) {
            if (!toGive.equals(GIVEN)) {
                context.assignSplit(toGive, subtask);
                toGive = GIVEN;
            }
        }

        @Override
        public void addSplitsBack(List<Position> splits, int subtask) {
            splits.forEach(split -> toGive = split);
        }

        @Override
        public Position snapshotState(long checkpoint) {
            return toGive;
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Received, Position> {

        private final FakeTopic topic;
        private final CompletableFuture<Void> assigned = new CompletableFuture<>();
        private Optional<Position> position = Optional.empty();

        Reader(FakeTopic topic) {
            this.topic = topic;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Received> output) {
            var here = position.filter(it -> topic.has(it.offset()));
            if (here.isEmpty()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            long offset = here.get().offset();
            output.collect(topic.at(offset));
            position = Optional.of(new Position(offset + 1));
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return position.map(it -> topic.arrived(it.offset())).orElse(assigned);
        }

        @Override
        public void addSplits(List<Position> splits) {
            position = Optional.of(splits.get(0));
            assigned.complete(null);
        }

        @Override
        public List<Position> snapshotState(long checkpoint) {
            return position.stream().toList();
        }

        @Override
        public void start() {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}
