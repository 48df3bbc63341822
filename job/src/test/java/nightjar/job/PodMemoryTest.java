// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import nightjar.job.Manifests.Manifest;
import nightjar.job.config.Configurations;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.ProductionDoors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobgraph.DistributionPattern;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whether a TaskManager's pod has room for all that runs in it, by Flink's own arithmetic. */
class PodMemoryTest {

    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");

    /** What a JVM takes beside its heap: code, threads, and an image's file in its buffers. */
    private static final double WHOLE_JVM = 1.15;

    private static final int BUFFERS_PER_CHANNEL = 2;

    private static final long MIB = 1 << 20;

    /** Image workers are processes of their own, which Flink does not know of. */
    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void imageWorkersHaveRoomBesideFlink(String overlay) throws Exception {
        var deployment = deployment(overlay);
        var imaging = nightjar(deployment).imaging();
        var heap = HEAP.matcher(String.join(" ", imaging.command()));
        assertThat(heap.find()).as("a heap in %s", imaging.command()).isTrue();
        double workers = imaging.workers() * Integer.parseInt(heap.group(1)) * WHOLE_JVM * MIB;
        assertThat((double) memory(deployment).getJvmOverheadSize().getBytes())
                .as("%s: jvm-overhead against %d workers", deployment, imaging.workers())
                .isGreaterThan(workers);
        assertThat(memory(deployment).getTaskHeapSize().getBytes())
                .as("%s: heap of tasks", deployment)
                .isGreaterThanOrEqualTo(512 * MIB);
    }

    /**
     * Two buffers for each channel of an input and one more, and one for each channel of an output
     * and one more, are what a task cannot start without (Flink's documentation, "Network memory
     * tuning").
     */
    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void networkBuffersSufficeForAllTasks(String overlay) throws Exception {
        var deployment = deployment(overlay);
        int parallelism = deployment.spec().at("/job/parallelism").asInt();
        var flink = flink(deployment);
        int slots = flink.get(TaskManagerOptions.NUM_TASK_SLOTS);
        long buffers = 0;
        for (var vertex : graph(deployment, parallelism).getVertices()) {
            buffers += (long) Math.min(slots, vertex.getParallelism()) * buffers(vertex);
        }
        long needed = buffers * flink.get(TaskManagerOptions.MEMORY_SEGMENT_SIZE).getBytes();
        assertThat(memory(deployment).getNetworkMemSize().getBytes())
                .as("%s: network memory for %d buffers", deployment, buffers)
                .isGreaterThan(needed);
    }

    private static long buffers(JobVertex vertex) {
        long all = 0;
        for (var in : vertex.getInputs()) {
            boolean isToAll = in.getDistributionPattern() == DistributionPattern.ALL_TO_ALL;
            all +=
                    BUFFERS_PER_CHANNEL
                                    * (isToAll ? in.getSource().getProducer().getParallelism() : 1L)
                            + 1;
        }
        for (var out : vertex.getProducedDataSets()) {
            for (var edge : out.getConsumers()) {
                boolean isToAll = edge.getDistributionPattern() == DistributionPattern.ALL_TO_ALL;
                all += (isToAll ? edge.getTarget().getParallelism() : 1L) + 1;
            }
        }
        return all;
    }

    private static JobGraph graph(Manifest deployment, int parallelism) {
        var config = nightjar(deployment);
        var env = StreamExecutionEnvironment.getExecutionEnvironment(flink(deployment));
        env.setParallelism(parallelism);
        NightjarJob.describe(env, new ProductionDoors(config), Settings.of(config));
        return env.getStreamGraph().getJobGraph();
    }

    private static NightjarConfig nightjar(Manifest deployment) {
        var args =
                StreamSupport.stream(deployment.spec().at("/job/args").spliterator(), false)
                        .map(JsonNode::asText)
                        .toArray(String[]::new);
        return Configurations.load(
                Manifests.ROOT.resolve("flink-conf/nightjar.yaml"),
                RunOptions.parse(args).overrides());
    }

    private static Configuration flink(Manifest deployment) {
        var flink = new Configuration();
        deployment
                .spec()
                .path("flinkConfiguration")
                .properties()
                .forEach(it -> flink.setString(it.getKey(), it.getValue().asText()));
        var memory = deployment.spec().at("/taskManager/resource/memory").asText();
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(memory));
        return flink;
    }

    private static TaskExecutorProcessSpec memory(Manifest deployment) {
        return TaskExecutorProcessUtils.processSpecFromConfig(flink(deployment));
    }

    private static Manifest deployment(String overlay) throws Exception {
        var rendered = Manifests.rendered(overlay);
        assumeTrue(rendered.isPresent(), "skipped: neither kubectl nor kustomize is installed");
        return rendered.orElseThrow().stream()
                .filter(it -> it.kind().equals("FlinkDeployment"))
                .findFirst()
                .orElseThrow();
    }
}
