// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a topic from an offset on. */
final class SourceTask implements Task {

    private final Topic topic;
    private final Out out;
    private final VirtualTime time;
    private int offset;
    private boolean closed;

    SourceTask(Topic topic, Out out, VirtualTime time, int offset) {
        this.topic = topic;
        this.out = out;
        this.time = time;
        this.offset = offset;
        readOn();
    }

    private void readOn() {
        if (offset < topic.records().size()) {
            long wait = topic.atMillis().get(offset) - time.elapsedMillis();
            var unused = time.in(Math.max(1, wait), this::read);
        }
    }

    private void read() {
        if (!closed) {
            out.emit(Optional.empty(), topic.records().get(offset++));
            readOn();
        }
    }

    boolean ended() {
        return offset == topic.records().size();
    }

    @Override
    public void process(int input, Object value) {
        throw new IllegalStateException("a source has no input");
    }

    @Override
    public Kept keep() {
        return new Kept(new KeyedState(), Set.of(), List.of(), offset);
    }

    @Override
    public void close() {
        closed = true;
    }
}
