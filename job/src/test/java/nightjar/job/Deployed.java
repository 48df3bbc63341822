// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import nightjar.job.Manifests.Manifest;
import nightjar.job.config.Configurations;
import nightjar.job.config.KafkaConfig;
import nightjar.job.config.NightjarConfig;
import org.apache.flink.configuration.Configuration;

/**
 * One place that the job is deployed to: what an overlay renders, or the example of two colours.
 *
 * @param name the overlay's
 * @param namespace in which it runs
 * @param spec a FlinkDeployment's
 */
record Deployed(String name, String namespace, JsonNode spec) {

    private static final String EXAMPLE = "bluegreen";
    static final List<String> ALL = List.of("dev", "int", "prod", EXAMPLE);

    /** Skips the test where an overlay cannot be rendered. */
    static Deployed to(String name) throws Exception {
        return name.equals(EXAMPLE) ? colours() : overlay(name);
    }

    private static Deployed colours() {
        var example =
                Manifests.written("examples/bluegreen.yaml", "FlinkBlueGreenDeployment").body();
        return new Deployed(
                EXAMPLE,
                example.at("/metadata/namespace").asText(),
                example.at("/spec/template/spec"));
    }

    private static Deployed overlay(String name) throws Exception {
        var deployment =
                all(name).stream()
                        .filter(it -> it.kind().equals("FlinkDeployment"))
                        .findFirst()
                        .orElseThrow();
        return new Deployed(
                name, deployment.body().at("/metadata/namespace").asText(), deployment.spec());
    }

    static List<Manifest> all(String overlay) throws Exception {
        var rendered = Manifests.rendered(overlay);
        assumeTrue(rendered.isPresent(), "skipped: neither kubectl nor kustomize is installed");
        return rendered.orElseThrow();
    }

    /** What {@code --set} says, by its key. */
    Map<String, String> laid() {
        var args =
                StreamSupport.stream(spec.at("/job/args").spliterator(), false)
                        .map(JsonNode::asText)
                        .toArray(String[]::new);
        return RunOptions.parse(args).overrides();
    }

    NightjarConfig config() {
        return config(Map.of());
    }

    /** With some of it said otherwise. */
    NightjarConfig config(Map<String, String> otherwise) {
        var laid = new TreeMap<>(laid());
        laid.putAll(otherwise);
        return Configurations.load(Manifests.ROOT.resolve("flink-conf/nightjar.yaml"), laid);
    }

    Configuration flink() {
        var flink = new Configuration();
        spec.path("flinkConfiguration")
                .properties()
                .forEach(it -> flink.setString(it.getKey(), it.getValue().asText()));
        return flink;
    }

    /** Slots that the job takes, on whole TaskManagers. */
    static int taskManagers(int parallelism, int slots) {
        return (parallelism + slots - 1) / slots;
    }

    /** URIs of all that this place writes; a topic, a keyspace and a lineage by the like of one. */
    Set<String> writes() {
        var config = config();
        var writes = new ArrayList<>(NightjarJob.state(flink()).values());
        writes.add(config.store().products());
        writes.add(config.store().plans());
        writes.add(config.butler().root());
        writes.add("lineage://" + config.lineage());
        var apdb = config.apdb();
        for (var keyspace : List.of(apdb.keyspace(), apdb.claims())) {
            writes.add("cassandra://" + apdb.contactPoints() + "/" + namespaced() + keyspace);
        }
        var topics = config.topics();
        writes.add(topic(config.kafka().alerts(), topics.alerts()));
        writes.add(topic(config.kafka().butler(), topics.butler()));
        writes.add(topic(config.kafka().own(), topics.ledger()));
        writes.add(topic(config.kafka().own(), topics.quarantine()));
        return new TreeSet<>(writes);
    }

    private String topic(KafkaConfig.Cluster cluster, String topic) {
        return "kafka://" + cluster.bootstrap() + "/" + namespaced() + topic;
    }

    /** The same short name is another server in each namespace: only dev has such names. */
    private String namespaced() {
        return name.equals("dev") ? namespace + "/" : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
