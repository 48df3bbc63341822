// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo refuses before it starts a single server, in one line. */
class DemoTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;

    DemoTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aReportThatCannotBeWritten() throws IOException {
        refused("cannot write into /proc/nope/x.json", "--json", "/proc/nope/x.json");
        refused("cannot write into " + folder, "--json", folder.toString());
        assertThat(folder).isEmptyDirectory();
        var kept = Files.writeString(folder.resolve("report.json"), "of yesterday");
        refused("detectors 10 is not", "--json", kept.toString(), "--detectors", "10");
        assertThat(kept).hasContent("of yesterday");
    }

    @Test
    void aValueThatCannotBeSet() {
        refused("--set snaps is not key=value", "--set", "snaps");
        refused("sattle.uri is no key", "--set", "sattle.uri=http://x");
        refused("'6 parsecs' is no duration", "--set", "snaps.imageTimeout=6 parsecs");
    }

    @Test
    void imagesWithoutTemplateAndTemplatesWithoutImages() {
        refused("--raws needs --template FILE", "--raws", folder.toString());
        refused("--template goes with --raws", "--template", "t.fits");
        refused("--no-job plays no night", "--no-job", "--json", folder.resolve("j").toString());
    }

    @Test
    void imagesThatAreNotThere() throws IOException {
        var missing = folder.resolve("missing").toString();
        var file = Files.writeString(folder.resolve("t.fits"), "no FITS").toString();
        refused("there is no file or folder " + missing, "--raws", missing, "--template", missing);
        refused("not usable: [" + file + "]", "--raws", missing, "--template", file);
    }

    @Test
    void aNightWhereThereIsNoObservatory() {
        int code =
                OneNight.run(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        "--dir",
                        folder.toString());
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .contains("no sandbox runs here", "./nightjar sandbox up");
    }

    private void refused(String words, String... args) {
        out.reset();
        err.reset();
        int code =
                Demo.run(
                        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("nightjar demo: ")
                .contains(words);
        assertThat(out.toString(UTF_8)).doesNotContain("Setting up");
    }
}
