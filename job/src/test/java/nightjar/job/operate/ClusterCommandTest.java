// SPDX-License-Identifier: Apache-2.0
package nightjar.job.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import nightjar.job.cluster.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say where there is no cluster, or nothing to go on from. */
class ClusterCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(printer(out), printer(err));

    @TempDir Path folder = Path.of("");

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String folder() {
        return folder.resolve("cluster").toString();
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theStatusOfNoClusterIsOneLineThatSaysWhatToDo() {
        assertThat(ClusterCommand.run(console, "status", "--folder", folder())).isEqualTo(2);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("no cluster runs in " + folder(), "./nightjar cluster up");
    }

    @Test
    void noClusterIsTakenDownWithoutATrace() {
        assertThat(ClusterCommand.run(console, "down", "--folder", folder())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no cluster ran in");
        assertThat(Path.of(folder())).doesNotExist();
    }

    @Test
    void aClusterWithoutTaskManagersIsRefused() {
        assertThat(ClusterCommand.run(console, "up", "--taskmanagers", "0", "--folder", folder()))
                .isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains("--taskmanagers 0: 1 or more");
        assertThat(Path.of(folder())).doesNotExist();
    }

    @Test
    void aJobIsNotHandedToNobodyNorStopped() {
        var config = folder.resolve("nightjar.yaml").toString();
        assertThat(Submit.run(console, "--config", config, "--folder", folder())).isEqualTo(2);
        assertThat(Stop.run(console, "--folder", folder())).isEqualTo(2);
        assertThat(errors()).hasSize(2).allMatch(line -> line.contains("no cluster runs in"));
    }

    @Test
    void onlyOneWordSaysWhatToGoOnFrom() {
        var config = folder.resolve("nightjar.yaml").toString();
        assertThat(Submit.run(console, "--config", config, "--replace", "--take-over"))
                .isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains("--replace and --take-over");
    }

    @Test
    void aVersionThatIsNotThereIsRefusedByName() {
        var jar = folder.resolve("nightjar-job-9.jar").toString();
        assertThat(Upgrade.run(console, "--check", jar, "--config", "x", "--folder", folder()))
                .isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains(jar, "give nightjar's jar");
    }

    @Test
    void withoutASavepointNothingIsChecked() throws IOException {
        var jar = version(Program.REHEARSAL);
        Files.createFile(Files.createDirectory(folder.resolve("lib")).resolve("nightjar-a.jar"));
        assertThat(check(jar)).isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains("there is no savepoint");
    }

    @Test
    void whatIsNoVersionIsRefusedBeforeASavepointIsLookedFor() throws IOException {
        var text = Files.writeString(folder.resolve("notes.txt"), "no jar");
        assertThat(check(text)).isEqualTo(2);
        assertThat(check(version("some.other.Main"))).isEqualTo(2);
        assertThat(check(version(Program.REHEARSAL))).isEqualTo(2);
        assertThat(errors()).hasSize(3);
        assertThat(errors().get(0)).contains("notes.txt is no jar");
        assertThat(errors().get(1)).contains("is no nightjar-job jar: it has no");
        assertThat(errors().get(2)).contains("lib has no nightjar-*.jar");
    }

    private int check(Path jar) {
        return Upgrade.run(
                console, "--check", jar.toString(), "--config", "x", "--folder", folder());
    }

    /** A jar with nothing but a class of this name, without its code. */
    private Path version(String type) throws IOException {
        var jar = folder.resolve("nightjar-job-9.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(type.replace('.', '/') + ".class"));
            out.closeEntry();
        }
        return jar;
    }

    @Test
    void unknownWordsAreRefusedInOneLine() {
        assertThat(ClusterCommand.run(console, "sideways")).isEqualTo(2);
        assertThat(errors().get(0)).contains("sideways");
        assertThat(Stop.run(console, "--now")).isEqualTo(2);
    }
}
