// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image is made into does not depend on how many cores worked on it. */
class EveryCoreTest {
    private static final List<String> PRODUCTS =
            List.of("difference.fits", "science.fits", "diaSources.csv", "cutouts.bin");

    private final Path folder;

    EveryCoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void difference(Observed o, Path work) {
        var request =
                new DifferenceRequest(
                        work,
                        1,
                        4,
                        "r",
                        List.of(DifferenceRequest.Snap.of(o.raw)),
                        List.of(o.template));
        String told =
                DifferenceEngine.difference(request, Progress.SILENT)
                        .fold(summary -> "done", (cause, detail) -> cause + " " + detail);
        assertThat(told).isEqualTo("done");
    }

    @Test
    void everyCoreMakesWhatOneCoreMakes() throws IOException {
        var o = Observed.of(5, 512, folder);
        Path one = Files.createDirectories(folder.resolve("one"));
        Path every = Files.createDirectories(folder.resolve("every"));

        difference(o, one);
        Bands.useEveryCore();
        difference(o, every);

        for (String product : PRODUCTS) {
            assertThat(Files.mismatch(one.resolve(product), every.resolve(product)))
                    .as(product)
                    .isEqualTo(-1);
        }
    }
}
