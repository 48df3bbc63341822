// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Progress;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forced photometry on what a difference left, the science image convolved. */
class ForcedTest {
    private static final int SIZE = 512;
    private final Path folder;

    ForcedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Observed differenced(long seed) throws Exception {
        var o = Observed.of(seed, SIZE, folder, 3.6, 4.8, false);
        var snaps = List.of(DifferenceRequest.Snap.of(o.raw));
        var request = new DifferenceRequest(o.work, 1, 4, "r", snaps, List.of(o.template));
        DifferenceEngine.difference(request, Progress.SILENT);
        var lines = new ArrayList<String>();
        for (int k = 0; k < 400; k++) {
            double x = 20.3 + 24 * (k % 20);
            double y = 20.6 + 24 * Math.floorDiv(k, 20);
            var sky = o.scene.wcs.toSky(x, y);
            lines.add(k + "," + sky.raDeg() + "," + sky.decDeg());
        }
        Files.write(folder.resolve("positions.csv"), lines);
        return o;
    }

    /** Columns psfFlux and psfFluxErr. */
    private List<double[]> forced(Observed o) throws Exception {
        Forced.write(o.work, folder.resolve("positions.csv"), Progress.SILENT);
        return Files.readAllLines(o.work.resolve("forced.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(c -> new double[] {Double.parseDouble(c[5]), Double.parseDouble(c[6])})
                .toList();
    }

    @Test
    void errorsDescribeTheScatterOfEmptyPlaces() throws Exception {
        long seed = 131;
        List<double[]> rows = forced(differenced(seed));

        double[] pulls = rows.stream().mapToDouble(r -> r[0] / r[1]).toArray();
        assertThat(Statistics.robustSigma(pulls)).as("seed " + seed).isBetween(0.9, 1.1);
        assertThat(Statistics.median(pulls)).as("seed " + seed).isCloseTo(0, within(0.2));
    }

    @Test
    void theNoiseThatADifferenceTellsOfIsInTheErrors() throws Exception {
        var o = differenced(132);
        Path file = o.work.resolve("difference.fits");
        double before = forced(o).get(7)[1];
        var budget = MemoryBudget.ofHeap();
        FitsHeader header = FitsReader.readAll(file, budget).get(1).header();
        var was = ImageProduct.read(file, budget, Planes.kept());
        var factor = was.noise().at(20, 20);
        var doubled = Mesh.constant(SIZE, SIZE, 2 * factor);
        new ImageProduct(
                        was.wcs(),
                        was.image(),
                        was.variance(),
                        was.mask(),
                        was.psf(),
                        doubled,
                        Double.POSITIVE_INFINITY)
                .write(file, header, 1);

        assertThat(forced(o).get(7)[1] / before).isBetween(1.8, 2.2);
    }
}
