// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;

/** A job's graph as Flink would run it: its functions, and which hears of which. */
public final class Shape {

    /** How the names of sources begin: their records come from a simulated topic. */
    public static final String IN = "in:";

    /** How the names of sinks begin. */
    public static final String OUT = "out:";

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Integer, List<Edge>> edges = new HashMap<>();

    /**
     * One operator.
     *
     * @param id its number in the graph
     * @param function as it travels with the job graph; none for a source or a sink
     * @param keys takes the key from records of the first and the second input
     */
    record Node(
            int id,
            String name,
            Optional<byte[]> function,
            List<KeySelector<Object, Object>> keys) {

        /** As it arrives where the job runs. */
        Function arrived() {
            try {
                return InstantiationUtil.deserializeObject(
                        function.orElseThrow(), Shape.class.getClassLoader());
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException(name + " does not travel", e);
            }
        }
    }

    /**
     * A way that records take.
     *
     * @param tag of the side output it comes from
     * @param input 0 or 1 for one input, 1 or 2 where there are two
     */
    record Edge(int from, int to, Optional<OutputTag<?>> tag, int input) {}

    private Shape() {}

    public static Shape of(StreamExecutionEnvironment env) {
        var shape = new Shape();
        StreamGraph graph = env.getStreamGraph();
        // Flink keeps them in a hash table, and numbers go on from graph to graph: in the order of
        // their numbers, a seed plays the same night whatever was described before.
        var inOrder =
                graph.getStreamNodes().stream()
                        .sorted(Comparator.comparingInt(StreamNode::getId))
                        .toList();
        for (var node : inOrder) {
            shape.nodes.add(node(node));
            for (var edge : node.getOutEdges()) {
                shape.edges.computeIfAbsent(node.getId(), id -> new ArrayList<>()).add(edge(edge));
            }
        }
        return shape;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Edge> after(int node) {
        return edges.getOrDefault(node, List.of());
    }

    private static Edge edge(StreamEdge edge) {
        return new Edge(
                edge.getSourceId(),
                edge.getTargetId(),
                Optional.ofNullable(edge.getOutputTag()),
                edge.getTypeNumber());
    }

    @SuppressWarnings("unchecked")
    private static Node node(StreamNode node) {
        var keys = new ArrayList<KeySelector<Object, Object>>();
        for (var key : node.getStatePartitioners()) {
            keys.add((KeySelector<Object, Object>) key);
        }
        // Flink puts "Source: " before the names of sources.
        var name = node.getOperatorName().replaceFirst("^Source: ", "");
        return new Node(node.getId(), name, function(node).map(it -> sent(name, it)), keys);
    }

    private static byte[] sent(String name, Function function) {
        try {
            return InstantiationUtil.serializeObject(function);
        } catch (IOException e) {
            throw new IllegalStateException(name + " does not travel", e);
        }
    }

    private static Optional<Function> function(StreamNode node) {
        var name = node.getOperatorName();
        if (node.getInEdges().isEmpty() || name.startsWith(OUT)) {
            return Optional.empty();
        }
        var factory = node.getOperatorFactory();
        if (factory instanceof SimpleOperatorFactory<?> simple
                && simple.getOperator() instanceof AbstractUdfStreamOperator<?, ?> operator) {
            return Optional.of(operator.getUserFunction());
        }
        if (factory instanceof AsyncWaitOperatorFactory<?, ?> waiting) {
            return Optional.of(asynchronous(waiting));
        }
        throw new IllegalStateException(
                "the simulator knows no operator like " + name + ": " + factory.getClass());
    }

    /** Flink tells it to nobody. */
    private static Function asynchronous(AsyncWaitOperatorFactory<?, ?> factory) {
        try {
            var field = AsyncWaitOperatorFactory.class.getDeclaredField("asyncFunction");
            field.setAccessible(true);
            return (Function) field.get(factory);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Flink keeps asynchronous functions elsewhere", e);
        }
    }
}
