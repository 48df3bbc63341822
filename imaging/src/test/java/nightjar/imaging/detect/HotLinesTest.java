// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import org.junit.jupiter.api.Test;

class HotLinesTest {
    private final Plane image = new Plane(64, 64);
    private final Mask mask = new Mask(64, 64);

    private void saturate(int x, int y) {
        image.set(x, y, 65_535);
        mask.add(x, y, Mask.SAT);
    }

    @Test
    void aHotColumnIsADefectAndNoStar() {
        for (int y = 20; y < 64; y++) {
            saturate(30, y);
        }

        HotLines.mark(image, mask);

        assertThat(mask.at(30, 20)).isEqualTo(Mask.BAD);
        assertThat(mask.at(30, 63)).isEqualTo(Mask.BAD);
    }

    @Test
    void aHotRowIsOneToo() {
        for (int x = 0; x < 40; x++) {
            saturate(x, 11);
        }

        HotLines.mark(image, mask);

        assertThat(mask.at(0, 11)).isEqualTo(Mask.BAD);
        assertThat(mask.at(39, 11)).isEqualTo(Mask.BAD);
    }

    @Test
    void aStarStaysSaturated() {
        for (int y = 20; y < 40; y++) {
            for (int x = 30; x < 33; x++) {
                saturate(x, y);
            }
        }

        HotLines.mark(image, mask);

        assertThat(mask.at(31, 30)).isEqualTo(Mask.SAT);
        assertThat(mask.at(30, 30)).isEqualTo(Mask.SAT);
    }

    @Test
    void aShortLineMayBeASharpStar() {
        for (int y = 20; y < 30; y++) {
            saturate(30, y);
        }

        HotLines.mark(image, mask);

        assertThat(mask.at(30, 25)).isEqualTo(Mask.SAT);
    }
}
