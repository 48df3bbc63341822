// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.SkyPoint;
import org.junit.jupiter.api.Test;

class TrueSkyTest {

    private static final SandboxCam CAMERA = new SandboxCam(256);
    private static final TrueSky SKY = new TrueSky(7);

    private static Grid grid(int detector, double ra, double dec, double angle) {
        return CAMERA.grid(detector, new SkyPoint(ra, dec), angle);
    }

    @Test
    void aDetectorSeesSomeSixObjects() {
        double seen =
                IntStream.range(0, 100)
                        .map(i -> SKY.seen(grid(i % 9, 3.7 * i, i - 50, 11 * i), i).size())
                        .average()
                        .orElseThrow();

        // Some of the six lie near the detector's edge.
        assertThat(seen).isBetween(3.0, 7.0);
    }

    @Test
    void visitsThatOverlapSeeTheSameObjectsWithErrorsOfTheirOwn() {
        List<TrueSky.Seen> first = SKY.seen(grid(4, 30, -20, 0), 1);
        List<TrueSky.Seen> second = SKY.seen(grid(4, 30.001, -20.001, 40), 2);

        long again =
                first.stream()
                        .filter(a -> second.stream().anyMatch(b -> a.at().arcsecTo(b.at()) < 0.3))
                        .count();
        assertThat(again).isGreaterThanOrEqualTo(2);
        assertThat(first).doesNotContainAnyElementsOf(second);
    }

    @Test
    void objectsKeepApart() {
        List<TrueSky.Seen> seen = SKY.seen(grid(4, 30, -20, 0), 1);

        for (TrueSky.Seen a : seen) {
            assertThat(seen).filteredOn(b -> a.at().arcsecTo(b.at()) < 5).hasSize(1);
        }
    }

    @Test
    void rightAscensionZeroIsNoEdge() {
        assertThat(SKY.seen(grid(4, 0, 5, 0), 1))
                .anyMatch(it -> it.at().raDeg() > 359)
                .anyMatch(it -> it.at().raDeg() < 1);
    }

    @Test
    void anotherSeedIsAnotherSky() {
        assertThat(new TrueSky(8).seen(grid(4, 30, -20, 0), 1))
                .isNotEqualTo(SKY.seen(grid(4, 30, -20, 0), 1));
    }
}
