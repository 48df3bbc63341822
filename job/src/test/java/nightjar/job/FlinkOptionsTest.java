// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.job.Manifests.Manifest;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flink's settings on Kubernetes are settings that Flink knows, and those of flink-conf. */
class FlinkOptionsTest {

    /** Where a setting of flink-conf means something else in a pod. */
    private static final List<String> OTHERWISE = List.of("metrics.reporter.prom.port");

    /** Kubernetes leads by leases instead. */
    private static final String ZOOKEEPER = "high-availability.zookeeper.";

    private static final List<String> PLACES =
            List.of(
                    "/spec/flinkConfiguration",
                    "/spec/template/spec/flinkConfiguration",
                    "/spec/configuration");

    private static FlinkOptions options;

    @BeforeAll
    static void findOptions() throws IOException {
        options = FlinkOptions.find();
        assertThat(options.count()).isGreaterThan(400);
    }

    @Test
    void everySettingIsAnOptionWithAValueThatCanBeRead() throws IOException {
        var seen = 0;
        for (var manifest : Manifests.written()) {
            for (var setting : settings(manifest).entrySet()) {
                assertThat(options.complaint(setting.getKey(), setting.getValue()))
                        .as("%s", manifest)
                        .isEmpty();
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(60);
    }

    @Test
    void everySettingOfFlinkConfIsAnOption() {
        flinkConf().forEach((key, value) -> assertThat(options.complaint(key, value)).isEmpty());
    }

    @Test
    void wrongKeyAndWrongValueAreRefusedByName() {
        assertThat(options.complaint("execution.checkpointing.intervall", "1 s"))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .contains(
                                                "execution.checkpointing.intervall is no option"));
        assertThat(options.complaint("execution.checkpointing.interval", "soon"))
                .hasValueSatisfying(it -> assertThat(it).contains("soon"));
        assertThat(options.complaint("state.checkpoints.dir", "s3://b/c"))
                .hasValueSatisfying(it -> assertThat(it).contains("execution.checkpointing.dir"));
    }

    @Test
    void deploymentHasAllOfFlinkConf() throws IOException {
        var deployed = settings(base());
        flinkConf()
                .forEach(
                        (key, value) -> {
                            if (!OTHERWISE.contains(key) && !key.startsWith(ZOOKEEPER)) {
                                assertThat(deployed).containsEntry(key, value);
                            }
                        });
        assertThat(deployed).containsKeys(OTHERWISE.toArray(new String[0]));
    }

    @Test
    void podsOpenThePackagesThatTheLauncherOpens() throws IOException {
        var launcher = Files.readString(Manifests.ROOT.resolve("nightjar"));
        var opens = launcher.substring(launcher.indexOf("opens=("));
        assertThat(FlinkOptions.words(settings(base()).getOrDefault("env.java.opts.all", "")))
                .isNotEmpty()
                .isEqualTo(FlinkOptions.words(opens.substring(0, opens.indexOf("\n)"))));
    }

    private static Manifest base() {
        return Manifests.written("base/flinkdeployment.yaml", "FlinkDeployment");
    }

    private static Map<String, String> flinkConf() {
        return GlobalConfiguration.loadConfiguration(
                        Manifests.ROOT.resolve("flink-conf").toString())
                .toMap();
    }

    /** Texts all of them: what YAML takes for a number or a truth is refused by the schema. */
    private static Map<String, String> settings(Manifest manifest) {
        var settings = new TreeMap<String, String>();
        for (var place : PLACES) {
            for (Map.Entry<String, JsonNode> it : manifest.body().at(place).properties()) {
                assertThat(it.getValue().isTextual()).as("%s %s", manifest, it).isTrue();
                settings.put(it.getKey(), it.getValue().asText());
            }
        }
        return settings;
    }
}
