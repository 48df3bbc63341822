// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nightjar.operators.stage.AskFunction;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/** An asynchronous operator, unordered: a checkpoint keeps what has not been answered. */
final class AskingTask implements Task {

    private final String name;
    private final AskFunction<Object, Object, Object> function;
    private final Out out;
    private final VirtualTime time;
    private final Consumer<Throwable> bug;
    private final Map<Long, Object> asked = new LinkedHashMap<>();
    private long number;

    /**
     * @param bug hears of what would fail the job
     */
    @SuppressWarnings("unchecked")
    AskingTask(
            String name,
            Object function,
            Out out,
            VirtualTime time,
            Strands strands,
            Consumer<Throwable> bug) {
        this.name = name;
        this.function = (AskFunction<Object, Object, Object>) function;
        this.out = out;
        this.time = time;
        this.bug = bug;
        this.function.with(stage -> new StrandHands(time, strands));
        FunctionTask.open(name, this.function, new TaskContext(name, new KeyedState()));
    }

    /** Asks again what a checkpoint has kept. */
    void again(List<Object> questions) {
        questions.forEach(question -> process(0, question));
    }

    @Override
    public void process(int input, Object question) {
        long asking = number++;
        asked.put(asking, question);
        function.asyncInvoke(question, new Answer(asking));
    }

    private void answered(long asking, Collection<Object> answers) {
        if (asked.remove(asking) != null) {
            answers.forEach(answer -> out.emit(Optional.empty(), answer));
        }
    }

    int inFlight() {
        return asked.size();
    }

    @Override
    public String toString() {
        return name + " of " + asked.size();
    }

    @Override
    public Kept keep() {
        return new Kept(new KeyedState(), Set.of(), List.copyOf(asked.values()), 0);
    }

    @Override
    public void close() {
        asked.clear();
        FunctionTask.close(name, function);
    }

    /** An answer lies in the mailbox for a moment before it is passed on. */
    private final class Answer implements ResultFuture<Object> {
        private final long asking;

        private Answer(long asking) {
            this.asking = asking;
        }

        @Override
        public void complete(Collection<Object> answers) {
            var unused = time.in(time.between(0, 2), () -> answered(asking, answers));
        }

        @Override
        public void completeExceptionally(Throwable thrown) {
            bug.accept(thrown);
        }

        @Override
        public void complete(CollectionSupplier<Object> supplier) {
            try {
                complete(supplier.get());
            } catch (Exception e) {
                completeExceptionally(e);
            }
        }
    }
}
