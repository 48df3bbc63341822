// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import nightjar.imaging.detect.ScoreImage;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.pixels.Plane;

/** The score image as score.fits: empty primary, SCORE in standard deviations. */
public final class ScoreProduct {
    private ScoreProduct() {}

    /** Writes the file, with the celestial keywords of the header. */
    public static void write(ScoreImage.Score score, FitsHeader wcsFrom, Path file)
            throws IOException {
        Plane image = score.image();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            var writer = new FitsWriter().image("", 8).noData(out);
            WcsCards.copy(wcsFrom, writer.image("SCORE", -32, image.width, image.height))
                    .text("BUNIT", "sigma", "")
                    .floats(out, image.pixels, 1);
        }
    }
}
