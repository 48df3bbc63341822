// SPDX-License-Identifier: Apache-2.0
package nightjar.job.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the suite can be judged without Python, PyPI and a night. */
class InteropTest {

    private static final Path ROOT = Path.of(System.getProperty("nightjar.root", ".."));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;

    InteropTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void checksAreThoseOfTheSuiteInPython() throws IOException {
        var suite = ROOT.resolve("sandbox/interop");
        var names = new ObjectMapper().writeValueAsString(Checks.NAMES).replace(",", ", ");
        assertThat(suite.resolve("interop.py")).content().contains("CHECKS = " + names);
        for (var name : Checks.NAMES) {
            assertThat(suite.resolve("suite/" + name + ".py")).content().contains("def run(");
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeANightBegins() {
        refused("--only stars is no check", "--only", "wcs", "stars");
        refused("cannot write into /proc/nope/x.json", "--json", "/proc/nope/x.json");
    }

    @Test
    void aMissingEnvironmentIsNamedWithWhatMakesIt() {
        System.setProperty("nightjar.root", folder.toString());
        try {
            refused(folder.resolve("sandbox/interop/prepare.sh").toString(), "--only", "wcs");
        } finally {
            System.setProperty("nightjar.root", ROOT.toString());
        }
    }

    @Test
    void theSuitesWordsAndItsExitCodeAreOurs() throws Exception {
        var script = Files.writeString(folder.resolve("suite.sh"), "echo \"rows $*\"\nexit 3\n");
        var suite = new PythonSuite(Path.of("/bin/sh"), script);

        int code = suite.run(List.of("--only", "wcs"), new PrintStream(out, true, UTF_8));

        assertThat(code).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("rows --only wcs");
    }

    @Test
    void positionsGoToTheSkyAndBack() throws Exception {
        var file = folder.resolve("a.fits");
        try (var fits = Files.newOutputStream(file)) {
            new FitsWriter()
                    .image("", 16, 2, 2)
                    .text("CTYPE1", "RA---TAN", "")
                    .text("CTYPE2", "DEC--TAN", "")
                    .real("CRVAL1", 150.5, "")
                    .real("CRVAL2", 2.25, "")
                    .real("CRPIX1", 11, "")
                    .real("CRPIX2", 21, "")
                    .real("CD1_1", -5e-5, "")
                    .real("CD2_2", 5e-5, "")
                    .shorts(fits, new short[4]);
        }
        var json = new ObjectMapper();
        var questions = json.createArrayNode();
        var question = questions.addObject().put("fits", file.toString());
        question.set("pixels", json.readTree("[[10, 20]]"));
        question.set("sky", json.readTree("[[150.5, 2.25]]"));

        var answer = Positions.answers(questions).path(0);

        assertThat(answer.at("/sky/0/0").asDouble()).isEqualTo(150.5);
        assertThat(answer.at("/sky/0/1").asDouble()).isEqualTo(2.25);
        assertThat(answer.at("/pixels/0/0").asDouble()).isEqualTo(10);
        assertThat(answer.at("/pixels/0/1").asDouble()).isEqualTo(20);
    }

    private void refused(String words, String... args) {
        err.reset();
        int code =
                Interop.run(
                        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("nightjar interop: ")
                .contains(words);
        assertThat(out.toString(UTF_8)).doesNotContain("Setting up");
    }
}
