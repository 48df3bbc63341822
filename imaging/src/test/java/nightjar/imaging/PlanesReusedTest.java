// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's second image of a size is made in the planes of the first. */
class PlanesReusedTest {
    private static final int SEED = 5;
    private static final int SIZE = 384;

    private final Path folder;
    private final Observed pair;

    PlanesReusedTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pair = Observed.of(SEED, SIZE, folder);
    }

    @BeforeEach
    void saySeed() {
        System.out.println("PlanesReusedTest: seed " + SEED);
    }

    private String difference(String work, Progress progress) throws IOException {
        var request =
                new DifferenceRequest(
                        Files.createDirectories(folder.resolve(work)),
                        1,
                        4,
                        "r",
                        List.of(DifferenceRequest.Snap.of(pair.raw)),
                        List.of(pair.template));
        return DifferenceEngine.difference(request, progress)
                .fold(summary -> "done", (cause, detail) -> cause.name());
    }

    @Test
    void theSecondImageNeedsNoNewPlaneAndComesOutAsTheFirst() throws IOException {
        assertThat(difference("first", Progress.SILENT)).isEqualTo("done");
        long made = Planes.census().made();
        assertThat(made).as("the first had planes").isPositive();

        assertThat(difference("second", Progress.SILENT)).isEqualTo("done");

        assertThat(Planes.census().made()).isEqualTo(made);
        for (String product : List.of("difference.fits", "science.fits", "diaSources.csv")) {
            Path first = folder.resolve("first").resolve(product);
            Path second = folder.resolve("second").resolve(product);
            assertThat(Files.mismatch(first, second)).as(product).isEqualTo(-1);
        }
    }

    @Test
    void workThatEndsEarlyGivesItsPlanesBack() throws IOException {
        long before = Planes.census().lent();
        for (String end : List.of("prepare", "template", "kernel", "convolve", "score", "write")) {
            Progress stop =
                    (stage, fraction) -> {
                        if (stage.equals(end)) {
                            throw new Unusable(FailureCause.CANCELLED, "enough");
                        }
                    };

            assertThat(difference(end, stop)).as(end).isEqualTo("CANCELLED");

            assertThat(Planes.census().lent()).as(end).isEqualTo(before);
        }
    }

    @Test
    void forcedPhotometryGivesItsPlanesBack() throws IOException {
        difference("visit", Progress.SILENT);
        long before = Planes.census().lent();
        Path positions = folder.resolve("positions.csv");
        Files.writeString(positions, "diaObjectId,ra,dec\n1,10,10\n");

        DifferenceEngine.force(folder.resolve("visit"), positions, Progress.SILENT);

        assertThat(Planes.census().lent()).isEqualTo(before);
    }
}
