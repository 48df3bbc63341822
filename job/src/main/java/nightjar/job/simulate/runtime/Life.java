// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nightjar.operators.stage.AskFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * The job from one start to its end, of whatever kind. Records travel between operators in order
 * and take a moment; a checkpoint is what has been processed when all that was under way has
 * arrived, which is what Flink's aligned barriers come to.
 */
public final class Life {

    private static final long MOST_TRAVEL_MILLIS = 4;

    private final Shape shape;
    private final World world;
    private final Map<Integer, Task> tasks = new LinkedHashMap<>();
    private final Map<Shape.Edge, Way> ways = new LinkedHashMap<>();
    private boolean over;

    /** What a life needs to know of the world outside. */
    public record World(
            VirtualTime time,
            Strands strands,
            Map<String, Topic> topics,
            Sinks sinks,
            Consumer<Throwable> bug) {
        public World {
            topics = Map.copyOf(topics);
        }

        private Topic topic(String name) {
            return Optional.ofNullable(topics.get(name)).orElseThrow();
        }
    }

    /** What is kept when a life ends, by operator. */
    public record Checkpoint(long number, Map<Integer, Task.Kept> kept) {
        public Checkpoint {
            kept = Map.copyOf(kept);
        }

        public static Checkpoint none() {
            return new Checkpoint(0, Map.of());
        }
    }

    /** Records under way along one edge. */
    private final class Way {
        private final Shape.Edge edge;
        private final Deque<Object> records = new ArrayDeque<>();
        private long lastArrivesMillis;

        private Way(Shape.Edge edge) {
            this.edge = edge;
        }

        void send(Object value) {
            long now = world.time().elapsedMillis();
            long arrives = now + world.time().between(0, MOST_TRAVEL_MILLIS);
            lastArrivesMillis = Math.max(lastArrivesMillis, arrives);
            records.add(value);
            var unused = world.time().in(lastArrivesMillis - now, this::arrive);
        }

        void arrive() {
            if (!over && !records.isEmpty()) {
                Life.this.arrive(edge, records.remove());
            }
        }
    }

    public Life(Shape shape, World world, Checkpoint from) {
        this.shape = shape;
        this.world = world;
        world.sinks().restore(from.number());
        for (var node : shape.nodes()) {
            shape.after(node.id()).forEach(edge -> ways.put(edge, new Way(edge)));
        }
        for (var node : shape.nodes()) {
            if (!node.name().startsWith(Shape.OUT)) {
                tasks.put(node.id(), task(node, from));
            }
        }
        for (var node : shape.nodes()) {
            if (tasks.get(node.id()) instanceof AskingTask asking) {
                asking.again(kept(node, from).asked());
            }
        }
    }

    private static Task.Kept kept(Shape.Node node, Checkpoint from) {
        return from.kept().getOrDefault(node.id(), Task.Kept.nothing());
    }

    private Task task(Shape.Node node, Checkpoint from) {
        Task.Out out = (tag, value) -> emit(node.id(), tag, value);
        var time = world.time();
        if (node.function().isEmpty()) {
            var topic = world.topic(node.name().substring(Shape.IN.length()));
            return new SourceTask(topic, out, time, kept(node, from).offset());
        }
        var function = node.arrived();
        if (function instanceof AskFunction<?, ?, ?>) {
            return new AskingTask(node.name(), function, out, time, world.strands(), world.bug());
        }
        return function instanceof KeyedCoProcessFunction<?, ?, ?, ?>
                ? new KeyedTask(node, function, out, time, kept(node, from))
                : new FunctionTask(node.name(), function, out, time);
    }

    private void emit(int from, Optional<OutputTag<?>> tag, Object value) {
        for (var edge : shape.after(from)) {
            if (edge.tag().equals(tag)) {
                ways.computeIfAbsent(edge, Way::new).send(value);
            }
        }
    }

    private void arrive(Shape.Edge edge, Object value) {
        var task = tasks.get(edge.to());
        if (task != null) {
            task.process(edge.input(), value);
        } else {
            var name = shape.nodes().stream().filter(node -> node.id() == edge.to());
            var sink = name.findFirst().orElseThrow().name();
            world.sinks().write(sink.substring(Shape.OUT.length()), value);
        }
    }

    /** What all operators hold when all that was under way has arrived. */
    public Checkpoint checkpoint(long number) {
        while (ways.values().stream().anyMatch(way -> !way.records.isEmpty())) {
            ways.values().forEach(Way::arrive);
        }
        var kept = new LinkedHashMap<Integer, Task.Kept>();
        tasks.forEach((id, task) -> kept.put(id, task.keep()));
        world.sinks().prepare(number);
        return new Checkpoint(number, kept);
    }

    /** Everything has been read, asked and passed on. */
    public boolean isIdle() {
        return ways.values().stream().allMatch(way -> way.records.isEmpty())
                && tasks.values().stream()
                        .allMatch(
                                task ->
                                        !(task instanceof AskingTask asking)
                                                || asking.inFlight() == 0)
                && tasks.values().stream()
                        .allMatch(task -> !(task instanceof SourceTask source) || source.ended());
    }

    /** Which stages wait for answers, and for how many. */
    public String waiting() {
        var waiting = new StringBuilder();
        tasks.values()
                .forEach(
                        task -> {
                            if (task instanceof AskingTask asking && asking.inFlight() > 0) {
                                waiting.append(asking).append(' ');
                            }
                        });
        return waiting.toString();
    }

    /** State entries and timers that are left. */
    public int entries() {
        return tasks.values().stream()
                .mapToInt(task -> task instanceof KeyedTask keyed ? keyed.entries() : 0)
                .sum();
    }

    /** Kills it, wherever it is. */
    public void end() {
        over = true;
        tasks.values().forEach(Task::close);
    }
}
