// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import nightjar.connectors.worker.NativeWorker;
import nightjar.connectors.worker.NewestJava;
import nightjar.job.Manifests.Manifest;
import nightjar.job.config.Configurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What Kubernetes would be given: each field is known to its kind, and what is named is there. */
class ManifestsTest {

    private static final String IN_IMAGE = "/opt/nightjar/conf/";

    @Test
    void everyManifestIsOfItsKind() throws IOException {
        var kinds = kinds();
        for (var manifest : Manifests.written()) {
            assertThat(kinds.complaints(manifest)).as("%s", manifest).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void everyOverlayIsRenderedToManifestsOfTheirKind(String overlay) throws Exception {
        var kinds = kinds();
        var rendered = rendered(overlay);
        assertThat(rendered).hasSizeGreaterThan(8);
        for (var manifest : rendered) {
            assertThat(kinds.complaints(manifest)).as("%s", manifest).isEmpty();
            assertThat(manifest.body().path("metadata").path("namespace").asText())
                    .as("%s", manifest)
                    .startsWith("nightjar");
        }
    }

    /** A patch replaces lists whole, and with them what base had said. */
    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void noOverlayLosesWhatKeepsPodsSafe(String overlay) throws Exception {
        var deployment =
                rendered(overlay).stream()
                        .filter(it -> it.kind().equals("FlinkDeployment"))
                        .findFirst()
                        .orElseThrow();
        var pod = deployment.spec().path("podTemplate").path("spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        var container = pod.at("/containers/0");
        assertThat(container.path("name").asText()).isEqualTo("flink-main-container");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                .contains("/secrets", "/tmp", "/opt/flink/log");
        if (overlay.equals("prod")) {
            var flink = deployment.spec().path("flinkConfiguration");
            assertThat(flink.path("web.submit.enable").asText()).isEqualTo("false");
            assertThat(flink.path("web.cancel.enable").asText()).isEqualTo("false");
            assertThat(flink.path("security.ssl.rest.enabled").asText()).isEqualTo("true");
        }
    }

    /** Each line breaks one word of the deployment and names the complaint that must come. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            upgradeMode: savepoint        | upgradeMod: savepoint        | spec.job.upgradeMod is no field of its kind
            upgradeMode: savepoint        | upgradeMode: sometimes       | spec.job.upgradeMode is "sometimes", not one of
            flinkVersion: v2_3            | flinkVersion: v9_9           | spec.flinkVersion is "v9_9", not one of
            runAsNonRoot: true            | runAsNobody: true            | spec.podTemplate.spec.securityContext.runAsNobody is no field
            readOnlyRootFilesystem: true  | readOnlyRootFilesystem: yess | securityContext.readOnlyRootFilesystem is not true or false
            parallelism: 2                | parallelism: two             | spec.job.parallelism is no whole number
            """)
    void brokenManifestIsRefusedByItsField(String good, String bad, String complaint)
            throws IOException {
        var kinds = kinds();
        var text = Files.readString(Manifests.FOLDER.resolve("base/flinkdeployment.yaml"));
        assertThat(text).contains(good);
        var broken = Manifests.parse("broken", text.replace(good, bad)).get(0);
        assertThat(kinds.complaints(broken)).singleElement().asString().contains(complaint);
    }

    @Test
    void jobThatIsNamedIsInTheImage() throws Exception {
        var dockerfile = Files.readString(Manifests.FOLDER.resolve("Dockerfile"));
        for (var job : jobs()) {
            var jar = job.spec().path("jarURI").asText();
            assertThat(jar).as("%s", job).startsWith("local:///opt/flink/usrlib/");
            assertThat(dockerfile).as("%s", job).contains(jar.substring("local://".length()));
            Class.forName(job.spec().path("entryClass").asText()).getMethod("main", String[].class);
        }
    }

    @Test
    void argumentsOfEveryJobAreAConfiguration() throws Exception {
        for (var job : jobs()) {
            var args =
                    StreamSupport.stream(job.spec().path("args").spliterator(), false)
                            .map(it -> it.asText())
                            .toArray(String[]::new);
            var options = RunOptions.parse(args);
            assertThat(options.config().toString()).startsWith(IN_IMAGE);
            var file = options.config().toString().substring(IN_IMAGE.length());
            var config =
                    Configurations.load(
                            Manifests.ROOT.resolve("flink-conf").resolve(file),
                            options.overrides());
            assertThat(config.lineage()).as("%s %s", job, Arrays.asList(args)).isNotEmpty();
        }
    }

    /** Manifests name the worker's Java and its options themselves: the image has two Javas. */
    @ParameterizedTest
    @FieldSource("nightjar.job.Manifests#OVERLAYS")
    void imageWorkersGetTheOptionsThatTheEngineWants(String overlay, @TempDir Path home)
            throws Exception {
        Files.writeString(home.resolve("release"), "MODULES=\"jdk.incubator.vector\"\n");
        var java = new NewestJava(home, Runtime.Version.parse("25"));
        var args =
                Files.readString(
                        Manifests.FOLDER.resolve("overlays/" + overlay + "/flinkdeployment.yaml"));
        assertThat(args).contains(String.join(", ", NativeWorker.options(java, 2048)));
    }

    @Test
    void imageTakesOnlyWhatTheRepositoryHas() throws IOException {
        for (var line : Files.readAllLines(Manifests.FOLDER.resolve("Dockerfile"))) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                var words = line.replaceAll("--\\S+ ", "").split(" ");
                for (var source : Arrays.asList(words).subList(1, words.length - 1)) {
                    assertThat(Manifests.ROOT.resolve(source)).as(line).exists();
                }
            }
        }
    }

    /** A deployment's job, wherever it stands: nothing is asked of a patch that names none. */
    private static List<Manifest> jobs() throws IOException {
        var jobs = new ArrayList<Manifest>();
        var base = Manifests.written("base/flinkdeployment.yaml", "FlinkDeployment");
        for (var it : Manifests.written()) {
            for (var at : List.of("/spec/job", "/spec/template/spec/job")) {
                var job = it.body().at(at);
                if (job.isObject()) {
                    var whole = base.spec().path("job").deepCopy();
                    ((ObjectNode) whole).setAll((ObjectNode) job);
                    var body = base.body().deepCopy();
                    ((ObjectNode) body).set("spec", whole);
                    jobs.add(new Manifest(it.from(), body));
                }
            }
        }
        assertThat(jobs).hasSizeGreaterThan(4);
        return jobs;
    }

    private static ResourceKinds kinds() throws IOException {
        Path definitions = ResourceKinds.DEFINITIONS;
        assumeTrue(
                Files.isDirectory(definitions),
                "skipped: the custom resource definitions are not in " + definitions);
        return ResourceKinds.read();
    }

    private static List<Manifest> rendered(String overlay) throws Exception {
        var rendered = Manifests.rendered(overlay);
        assumeTrue(rendered.isPresent(), "skipped: neither kubectl nor kustomize is installed");
        return rendered.orElseThrow();
    }
}
