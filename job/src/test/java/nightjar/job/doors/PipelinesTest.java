// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.connectors.store.Stores;
import nightjar.connectors.worker.WorkerPool;
import nightjar.connectors.worker.WorkerSettings;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.PipelinesConfig;
import nightjar.job.config.PipelinesConfig.Engine;
import nightjar.model.Cause;
import nightjar.model.port.ImageWorkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelinesTest {

    private static final Engine NATIVE = new Engine(List.of("native"), true);
    private static final Engine NONE = new Engine(List.of("none"), false);
    private static final Engine OTHER =
            new Engine(List.of("python3", "worker.py", "--pipeline={pipeline}"), false);

    private final Path folder;
    private final ImageWorkers ours = pool(List.of("ours"));
    private final List<List<String>> commands = new ArrayList<>();

    PipelinesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void eachPipelineIsRunByWhatIsSaidToRunIt() throws IOException {
        var engines = Map.of("ApPipe", NATIVE, "SingleFrame", OTHER, "Isr", NONE);
        try (var pipelines =
                read("- pipelines: [/p/ApPipe.yaml, /p/SingleFrame.yaml, /p/Isr.yaml]", engines)) {
            var own = pipelines.of("/p/ApPipe.yaml").asValue().orElseThrow();
            assertThat(own.workers()).isSameAs(ours);
            assertThat(own.needsTemplate()).isTrue();
            var other = pipelines.of("/p/SingleFrame.yaml").asValue().orElseThrow();
            assertThat(other.needsTemplate()).isFalse();
            assertThat(pipelines.of("/p/SingleFrame.yaml").asValue()).contains(other);
            assertThat(commands)
                    .containsExactly(
                            List.of("python3", "worker.py", "--pipeline=/p/SingleFrame.yaml"));
            assertThat(pipelines.of("/p/Isr.yaml").asLoss().orElseThrow().cause())
                    .isEqualTo(Cause.IGNORABLE);
        }
    }

    @Test
    void withoutAFileTheNativePipelineRunsEverything() {
        var config = new PipelinesConfig("", "", Map.of());
        try (var pipelines = Pipelines.read(config, store(), () -> ours, this::open)) {
            assertThat(pipelines.of("native").asValue().orElseThrow().workers()).isSameAs(ours);
        }
    }

    @Test
    void aMistakeIsToldWithItsPlaceInOneLine() {
        assertThatThrownBy(() -> read("- pipelines: []\n- survey: X\n", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("pipelines.main file:\\S+: .* line 2, column 3: pipelines.*");
        assertThatThrownBy(() -> read("- pipelines: [\n- : {", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("pipelines.main file:\\S+: .*no YAML: line \\d.*");
    }

    @Test
    void aPipelineThatNothingIsSaidToRunIsRefusedByName() {
        assertThatThrownBy(() -> read("- pipelines: [/p/Isr-cal.yaml]", Map.of("Isr", NONE)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/p/Isr-cal.yaml")
                .hasMessageContaining("what runs Isr-cal: native, none, or a command line");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var config = new PipelinesConfig("file:///nowhere/main.yaml", "", Map.of());
        assertThatThrownBy(() -> Pipelines.read(config, store(), () -> ours, this::open))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pipelines.main file:///nowhere/main.yaml");
    }

    private Pipelines read(String yaml, Map<String, Engine> engines) throws IOException {
        var file = Files.writeString(folder.resolve("main.yaml"), yaml);
        var config = new PipelinesConfig(file.toUri().toString(), "", engines);
        return Pipelines.read(config, store(), () -> ours, this::open);
    }

    private Stores store() {
        return Stores.ofFiles(folder.resolve("cache"), 1 << 20);
    }

    private ImageWorkers open(List<String> command) {
        commands.add(command);
        return pool(command);
    }

    /** A pool starts nothing before it is asked. */
    private static ImageWorkers pool(List<String> command) {
        return new WorkerPool(WorkerSettings.of(command, 1));
    }
}
