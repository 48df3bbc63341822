// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import nightjar.job.NightjarJob;
import nightjar.job.Settings;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Opening;
import nightjar.job.doors.Ports;
import nightjar.job.doors.ProductionDoors;
import nightjar.job.simulate.runtime.Life;
import nightjar.job.simulate.runtime.Shape;
import nightjar.job.simulate.runtime.Sinks;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.Topic;
import nightjar.job.simulate.runtime.VirtualTime;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job, with production's steps, on a clock that jumps. */
public final class VirtualRun {

    private static final Map<Long, Ports> PLACES = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    /** Hears of each record that would go into a topic. */
    public interface Out {
        void write(String sink, Object value);
    }

    private final NightjarConfig config;
    private final VirtualTime time;
    private final Strands strands;
    private final List<Throwable> bugs = new ArrayList<>();

    public VirtualRun(NightjarConfig config, VirtualTime time, Strands strands) {
        this.config = config;
        this.time = time;
        this.strands = strands;
    }

    /** Where the doors, which travel with the job graph, find what is behind them. */
    private record Place(long number) implements Ports.Door {
        private static final long serialVersionUID = 1;

        @Override
        public Ports open() {
            return Optional.ofNullable(PLACES.get(number)).orElseThrow();
        }
    }

    /**
     * Plays until it is over, or nothing more would ever happen.
     *
     * @param topics by their names in {@link Ports}
     * @return what would have failed the job; nothing when all was well
     */
    public List<Throwable> play(
            Opening opening,
            Ports ports,
            Map<String, Topic> topics,
            Out out,
            java.util.function.Predicate<BooleanSupplier> over) {
        long number = NEXT.incrementAndGet();
        PLACES.put(number, ports);
        try {
            var env = StreamExecutionEnvironment.createLocalEnvironment(1);
            var doors = new VirtualDoors(new ProductionDoors(config, opening, new Place(number)));
            NightjarJob.describe(env, doors, Settings.of(config));
            var world = new Life.World(time, strands, topics, new Passing(out), bugs::add);
            var life = new Life(Shape.of(env), world, Life.Checkpoint.none());
            while (bugs.isEmpty() && !over.test(life::isIdle) && time.next()) {
                // The clock goes on.
            }
            life.end();
            return List.copyOf(bugs);
        } finally {
            PLACES.remove(number);
        }
    }

    /** Nobody dies here, so that what is written is written. */
    private record Passing(Out out) implements Sinks {
        @Override
        public void write(String sink, Object value) {
            out.write(sink, value);
        }

        @Override
        public void prepare(long checkpoint) {}

        @Override
        public void commit(long checkpoint) {}

        @Override
        public void restore(long checkpoint) {}
    }
}
