// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.inject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which point sources to put into a science image.
 *
 * @param listed places (0-based px) and fluxes (nJy by the header's zero point, else image units)
 * @param drawn how many more at random places, of S/N 4 to 60 on empty sky
 */
public record Injection(List<Source> listed, int drawn) {
    private static final int MOST = 100_000;

    /** One source, at a place in px. */
    public record Source(double x, double y, double flux) {}

    public Injection {
        listed = List.copyOf(listed);
    }

    /**
     * From what a command line says: a number, or a file of lines {@code x,y,flux}.
     *
     * @throws IllegalArgumentException that says in one line what cannot be meant
     */
    public static Injection of(String text) {
        if (text.matches("\\d{1,6}")) {
            int n = Integer.parseInt(text);
            if (n < 1 || n > MOST) {
                throw new IllegalArgumentException("--inject " + text + ": give 1 to " + MOST);
            }
            return new Injection(List.of(), n);
        }
        try {
            return new Injection(lines(Files.readAllLines(Path.of(text)), text), 0);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--inject " + text + ": neither a number nor a file that can be read", e);
        }
    }

    private static List<Source> lines(List<String> lines, String file) {
        var out = new ArrayList<Source>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean head = line.isEmpty() || line.startsWith("#") || line.startsWith("x");
            if (!head) {
                out.add(source(line, file + ", line " + (i + 1)));
            }
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("--inject " + file + ": no line of x,y,flux in it");
        }
        return out;
    }

    private static Source source(String line, String where) {
        String[] cells = line.split(",", -1);
        try {
            double[] v = new double[3];
            for (int k = 0; k < v.length; k++) {
                v[k] = Double.parseDouble(cells[k].strip());
            }
            return new Source(v[0], v[1], v[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "--inject " + where + ": wanted x,y,flux but found " + line, e);
        }
    }
}
