// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nightjar.imaging.fits.FitsWriter;

/**
 * A sensor of two amplifiers side by side, 40 x 60 px each, the right one read from the far corner:
 * a few columns of prescan, then data, then overscan. 16-bit numbers.
 */
final class SmallRaw {
    static final int COLUMNS = 40;
    static final int ROWS = 60;
    static final int PRESCAN = 4;
    static final int OVERSCAN = 24;
    static final int WIDTH = PRESCAN + COLUMNS + OVERSCAN;
    static final double LEVEL = 1000;

    final double[] gain = {2, 3};
    final double readNoise = 4;
    private final List<String[]> cards = new ArrayList<>();
    private final Random random;
    private int headersHeight = ROWS;

    /** ADU above the level, by detector pixel, before noise. */
    final double[][] signal = new double[ROWS][2 * COLUMNS];

    SmallRaw(long seed) {
        random = new Random(seed);
    }

    SmallRaw filled(double electrons) {
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < 2 * COLUMNS; x++) {
                signal[y][x] = electrons / gain[x / COLUMNS];
            }
        }
        return this;
    }

    /** Another text for a card of every amplifier. */
    SmallRaw card(String key, String value) {
        cards.add(new String[] {key, value});
        return this;
    }

    /** Lets headers announce so many rows. */
    SmallRaw announcing(int rows) {
        headersHeight = rows;
        return this;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var w = new FitsWriter().image("", 8);
            w.real("EXPTIME", 30, "").text("RAFTBAY", "R22", "").text("CCDSLOT", "S11", "");
            w.noData(out);
            for (int a = 0; a < 2; a++) {
                w.image("Segment0" + a, 16, WIDTH, headersHeight).real("BZERO", 32768, "");
                w.text("DATASEC", text("DATASEC", "[5:44,1:60]"), "");
                w.text("BIASSEC", text("BIASSEC", "[45:68,1:60]"), "");
                String section = a == 0 ? "[1:40,1:60]" : "[80:41,60:1]";
                w.text("DETSEC", text("DETSEC", section), "");
                w.text("DETSIZE", text("DETSIZE", "[1:80,1:60]"), "");
                w.shorts(out, read(a));
            }
        }
        return file;
    }

    private String text(String key, String otherwise) {
        return cards.stream()
                .filter(c -> c[0].equals(key))
                .map(c -> c[1])
                .findFirst()
                .orElse(otherwise);
    }

    private short[] read(int a) {
        short[] numbers = new short[WIDTH * ROWS];
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < WIDTH; i++) {
                int x = i - PRESCAN;
                boolean isData = x >= 0 && x < COLUMNS;
                double s = isData ? signal[a == 0 ? j : ROWS - 1 - j][a == 0 ? x : 79 - x] : 0;
                double sigma =
                        Math.sqrt(Math.max(0, s) * gain[a] + readNoise * readNoise) / gain[a];
                double v = LEVEL + 0.2 * j + s + sigma * random.nextGaussian();
                numbers[j * WIDTH + i] =
                        (short) (Math.max(0, Math.min(65_535, Math.round(v))) - 32_768);
            }
        }
        return numbers;
    }
}
