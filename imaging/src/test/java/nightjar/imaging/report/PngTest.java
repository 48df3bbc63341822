// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
    @Test
    void anotherReaderSeesThePixels() throws IOException {
        byte[] grey = new byte[7 * 5];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i * 7);
        }

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.of(grey, 7, 5)));

        assertThat(read.getWidth()).isEqualTo(7);
        assertThat(read.getHeight()).isEqualTo(5);
        for (int i = 0; i < grey.length; i++) {
            int sample = read.getRaster().getSample(i % 7, Math.floorDiv(i, 7), 0);
            assertThat(sample).isEqualTo(grey[i] & 0xff);
        }
    }
}
