// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nightjar.job.config.Configurations;
import nightjar.job.doors.ProductionDoors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/**
 * The graph's uids, names and edges, against docs/topology.txt. A difference is a review of state
 * compatibility: copy the new text there only when old savepoints still restore.
 */
class TopologyTest {

    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));

    @Test
    void graphIsTheOneThatWasReviewed() throws IOException {
        var actual = text(graph());
        var golden = ROOT.resolve("docs/topology.txt");
        if (Boolean.getBoolean("nightjar.topology.write")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyOperatorHasAnIdOfItsOwn() {
        var ids =
                graph().getStreamNodes().stream()
                        .map(node -> String.valueOf(node.getTransformationUID()))
                        .toList();
        assertThat(ids).doesNotContain("null").doesNotHaveDuplicates();
    }

    private static StreamGraph graph() {
        var config =
                Configurations.load(
                        ROOT.resolve("flink-conf/nightjar.yaml"),
                        Map.of("lineage", "topology-test"));
        var flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        NightjarJob.describe(env, new ProductionDoors(config), Settings.of(config));
        return env.getStreamGraph();
    }

    private static String text(StreamGraph graph) {
        Map<Integer, StreamNode> nodes =
                graph.getStreamNodes().stream()
                        .collect(Collectors.toMap(StreamNode::getId, node -> node));
        List<String> lines = new ArrayList<>();
        for (var node : nodes.values()) {
            var to =
                    node.getOutEdges().stream()
                            .map(edge -> name(graph.getStreamNode(edge.getTargetId())))
                            .sorted()
                            .distinct()
                            .toList();
            lines.add(name(node) + (to.isEmpty() ? "" : " -> " + String.join(", ", to)));
        }
        return lines.stream().sorted().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String name(StreamNode node) {
        var name = node.getOperatorName();
        var uid = String.valueOf(node.getTransformationUID());
        return name.equals(uid) ? uid : uid + " (" + name + ")";
    }
}
