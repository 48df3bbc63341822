// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes to a {@link Shelf}, and commits with the checkpoints. */
final class ShelfSink<T> implements Sink<T>, SupportsCommitter<Long> {

    private final String night;
    private final Which<T> which;

    ShelfSink(String night, Which<T> which) {
        this.night = night;
        this.which = which;
    }

    /** Which of a night's shelves; travels with the job graph. */
    interface Which<T> extends Serializable {
        Shelf<T> of(FakeNight night);
    }

    @Override
    public CommittingSinkWriter<T, Long> createWriter(WriterInitContext context) {
        return new Writer<>(which.of(FakeNight.of(night)));
    }

    @Override
    public Committer<Long> createCommitter(CommitterInitContext context) {
        var shelf = which.of(FakeNight.of(night));
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<Long>> requests) {
                requests.forEach(request -> shelf.commit(request.getCommittable()));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<Long> getCommittableSerializer() {
        return new AsLong<>(Long::longValue, Long::valueOf);
    }

    private static final class Writer<T> implements CommittingSinkWriter<T, Long> {

        private final Shelf<T> shelf;
        private final List<T> sinceCheckpoint = new ArrayList<>();

        Writer(Shelf<T> shelf) {
            this.shelf = shelf;
        }

        @Override
        public void write(T thing, Context context) {
            shelf.write(thing);
            sinceCheckpoint.add(thing);
        }

        @Override
        public Collection<Long> prepareCommit() {
            long transaction = shelf.prepare(sinceCheckpoint);
            sinceCheckpoint.clear();
            return List.of(transaction);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
