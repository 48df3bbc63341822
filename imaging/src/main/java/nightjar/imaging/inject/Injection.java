// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.inject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;

/**
 * Which point sources to put into a science image.
 *
 * @param listed places (0-based px) and fluxes (nJy by the header's zero point, else image units)
 * @param lines where each of these was read, for words
 * @param drawn how many more at random places, of S/N 4 to 60 on empty sky
 */
public record Injection(List<Source> listed, List<String> lines, int drawn) {
    private static final int MOST = 100_000;

    /** Px: places nearer to each other would disturb each other's measurement. */
    private static final int APART = 24;

    /** One source, at a place in px. */
    public record Source(double x, double y, double flux) {}

    public Injection {
        listed = List.copyOf(listed);
        lines = List.copyOf(lines);
    }

    /**
     * The same with no more drawn than one for each two squares of 24 px: beyond, places apart from
     * each other are hardly found any more.
     */
    public Injection atMost(int width, int height) {
        long room = Math.max(1, (long) width * height / (2 * APART * APART));
        return new Injection(listed, lines, (int) Math.min(drawn, room));
    }

    /** Refuses what is listed beside an image of that size. */
    public void refuseOutside(int width, int height) throws Unusable {
        for (int i = 0; i < listed.size(); i++) {
            Source s = listed.get(i);
            if (!(s.x > -0.5 && s.x < width - 0.5 && s.y > -0.5 && s.y < height - 0.5)) {
                throw new Unusable(
                        FailureCause.BAD_INJECTION,
                        "%s: x %s, y %s does not lie on the image of %d x %d px"
                                .formatted(lines.get(i), s.x, s.y, width, height));
            }
        }
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
            return new Injection(List.of(), List.of(), n);
        }
        try {
            return listed(Files.readAllLines(Path.of(text)), text);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--inject " + text + ": neither a number nor a file that can be read", e);
        }
    }

    private static Injection listed(List<String> lines, String file) {
        var out = new ArrayList<Source>();
        var places = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean head = line.isEmpty() || line.startsWith("#") || line.startsWith("x");
            if (!head) {
                String where = file + ", line " + (i + 1);
                out.add(source(line, where));
                places.add(where);
            }
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("--inject " + file + ": no line of x,y,flux in it");
        }
        return new Injection(out, places, 0);
    }

    private static Source source(String line, String where) {
        String[] cells = line.split(",", -1);
        try {
            double[] v = new double[3];
            for (int k = 0; k < v.length; k++) {
                v[k] = Double.parseDouble(cells[k].strip());
                if (!Double.isFinite(v[k])) {
                    throw new NumberFormatException(cells[k]);
                }
            }
            return new Source(v[0], v[1], v[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "--inject " + where + ": wanted x,y,flux but found " + line, e);
        }
    }
}
