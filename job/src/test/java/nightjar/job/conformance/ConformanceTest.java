// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConformanceTest {

    @SuppressWarnings("NullAway.Init") // JUnit fills it
    @TempDir
    Path folder;

    /** Every case of every file, by name; a file that is absent is one test that is skipped. */
    @TestFactory
    Stream<DynamicNode> nightjarIsAsItsNeighboursKnowIt() throws IOException {
        var data = Path.of(System.getProperty("nightjar.data", "missing"));
        return CaseFiles.in(data).stream()
                .map(
                        file ->
                                file.absent()
                                        ? dynamicTest(file.name(), () -> absent(file.name()))
                                        : dynamicContainer(
                                                file.name(),
                                                file.cases().stream().map(ConformanceTest::test)));
    }

    private static void absent(String name) {
        assumeTrue(false, "skipped: " + name + " is absent (set -Dnightjar.data=<dir>)");
    }

    private static DynamicNode test(Case each) {
        return dynamicTest(
                each.name(),
                () -> {
                    var verdict = each.judge();
                    assumeTrue(verdict.kind() != Verdict.Kind.SKIPPED, verdict.why());
                    assertThat(verdict.kind()).as(verdict.why()).isEqualTo(Verdict.Kind.PASSED);
                });
    }

    @Test
    void aCaseThatFailsFailsTheRunAndIsCounted() throws Exception {
        write(
                "cases/staleness_cases.json",
                "{\"origin\":\"x\",\"age_s\":600,\"cases\":[{\"expire\":3600,\"process\":true},"
                        + "{\"expire\":100,\"process\":true}]}");
        var json = folder.resolve("counts.json");
        assertThat(run("--data", folder.toString(), "--json", json.toString())).isEqualTo(1);
        var file = file(json, "cases/staleness_cases.json");
        assertThat(file).contains("\"cases\":2,\"passed\":1,\"failed\":1,\"skipped\":0");
        assertThat(file).contains("failed cases[1]: process should be true and is false");
    }

    @Test
    void aFolderWithoutCasesIsNoGoodNews() throws Exception {
        assertThat(run("--data", folder.toString())).isEqualTo(2);
    }

    @Test
    void moreFilesOfAFormAreJudgedToo() throws Exception {
        write(
                "cases/more/staleness_of_another_night.json",
                "{\"cases\":[{\"age_s\":5,\"expire\":4,\"process\":false}]}");
        var json = folder.resolve("counts.json");
        assertThat(run("--data", folder.toString(), "--json", json.toString())).isZero();
        assertThat(file(json, "cases/more/staleness_of_another_night.json"))
                .contains("\"passed\":1");
    }

    @Test
    void whatNobodyKnowsOrIsAbsentIsTold() throws Exception {
        write("cases/unheard_of.json", "{}");
        write("vectors/mq3c_vectors.json", "{\"points\":[],\"spirals\":[1]}");
        write("cases/run_names_cases.json", "{");
        var json = folder.resolve("counts.json");
        assertThat(run("--data", folder.toString(), "--json", json.toString())).isEqualTo(1);
        assertThat(file(json, "cases/unheard_of.json")).contains("\"skipped\":1");
        assertThat(file(json, "vectors/mq3c_vectors.json")).contains("skipped spirals");
        assertThat(file(json, "cases/run_names_cases.json")).contains("failed the file");
        assertThat(file(json, "cases/sattle_cases.json")).contains("the file is absent");
    }

    @Test
    void aCaseWithoutItsExpectationFails() throws Exception {
        write("cases/staleness_cases.json", "{\"cases\":[{\"expire\":100,\"age_s\":600}]}");
        write(
                "cases/pipelines_config_cases.json",
                "{\"cases\":[{\"config\":[{\"pipelines\":[],\"survey\":\"a\"}],\"valid\":true,"
                        + "\"checks\":[{\"override\":{}},"
                        + "{\"override\":{},\"result\":\"ERROR\"},"
                        + "{\"override\":{},\"result\":\"NO_MATCH_ERROR\"}]}]}");
        var json = folder.resolve("counts.json");
        assertThat(run("--data", folder.toString(), "--json", json.toString())).isEqualTo(1);
        assertThat(file(json, "cases/staleness_cases.json"))
                .contains("failed cases[0]: it lacks process");
        assertThat(file(json, "cases/pipelines_config_cases.json"))
                .contains("\"passed\":2,\"failed\":2")
                .contains("failed cases[0].checks[0]: it lacks result")
                .contains("failed cases[0].checks[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"origin\":\"x\"}", "{\"cases\":[]} more"})
    void aFileWithoutACaseFails(String text) throws Exception {
        write("cases/staleness_cases.json", text);
        assertThat(run("--data", folder.toString())).isEqualTo(1);
    }

    @Test
    void whatIsNotJudgedOfACaseIsTold() throws Exception {
        write(
                "cases/staleness_cases.json",
                "{\"cases\":[{\"age_s\":5,\"expire\":4,\"process\":false,\"moon\":1}]}");
        var json = folder.resolve("counts.json");
        assertThat(run("--data", folder.toString(), "--json", json.toString())).isZero();
        assertThat(file(json, "cases/staleness_cases.json"))
                .contains("\"passed\":1")
                .contains("passed cases[0]: nobody here knows its moon");
    }

    @Test
    void aFolderThatIsNotThereIsAMistake() {
        assertThat(run("--data", folder.resolve("elsewhere").toString())).isEqualTo(2);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static int run(String... args) {
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new CommandLine(new Conformance(out)).execute(args);
    }

    private static String file(Path json, String name) throws IOException {
        for (var file : new ObjectMapper().readTree(json.toFile()).path("files")) {
            if (file.path("file").asText().equals(name)) {
                return file.toString();
            }
        }
        return "";
    }
}
