// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagingPeersTest {
    private final Path folder;

    ImagingPeersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    @Test
    void whatIsNotInstalledIsNotThere() {
        assertThat(ImagingPeers.in(List.of(folder, folder.resolve("none")))).isEmpty();
    }

    @Test
    void eachIsRunTwiceOnItsHalfOfThePair() throws Exception {
        program("sex", "echo \"$1\" >> asked; test -f columns && test -f filter");
        program("swarp", "echo \"$1\" >> asked");
        var files = new StudyFiles(folder);

        var found = ImagingPeers.in(List.of(folder));
        for (var peer : found) {
            assertThat(peer.timed(64, files).seconds()).isPositive();
        }

        assertThat(found)
                .extracting(ImagingPeers::name)
                .containsExactly("source-extractor", "SWarp");
        String raw = files.raw().toString();
        String template = files.template().toString();
        assertThat(folder.resolve("peers/asked"))
                .hasContent(String.join("\n", raw, raw, template, template));
    }

    @Test
    void oneThatFailsSaysWhy() throws IOException {
        program("SWarp", "echo no memory; exit 1");

        var peer = ImagingPeers.in(List.of(folder)).get(0);

        assertThatThrownBy(() -> peer.timed(64, new StudyFiles(folder)))
                .isInstanceOf(IOException.class)
                .hasMessage("SWarp: exit code 1; it said: no memory");
    }
}
