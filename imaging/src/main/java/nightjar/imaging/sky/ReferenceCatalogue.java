// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stars that others have measured: where they are (ICRS, at the epoch of the image) and how bright
 * (in the image's band).
 */
public record ReferenceCatalogue(List<Entry> entries) {
    /** More than a detector's field holds anywhere; a file of all the sky is a mistake. */
    private static final int MOST = 2_000_000;

    private static final long MOST_BYTES = 512L << 20;

    /**
     * One star.
     *
     * @param raDeg,decDeg ICRS, degrees
     * @param mag AB, or whatever system fluxes are to be in; NaN when not told
     * @param magErr NaN when not told
     */
    public record Entry(double raDeg, double decDeg, double mag, double magErr) {}

    public ReferenceCatalogue {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file of lines {@code ra,dec[,mag[,magErr]]} in degrees. Lines that begin with # are
     * comments; a first line of names says which column is which, and then there may be others;
     * blanks may stand for commas (astropy's ECSV).
     *
     * @throws IllegalArgumentException that says in one line what is wrong, in which line and
     *     column
     */
    public static ReferenceCatalogue read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refused(file + ": larger than 512 MiB: cut it to the field");
            }
            // bytes of any kind are letters in this charset: what is no number is refused below
            try (var in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                return new ReferenceCatalogue(entries(in, file));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--catalog " + file + ": there is no such file that can be read", e);
        }
    }

    private static List<Entry> entries(BufferedReader in, Path file) throws IOException {
        var out = new ArrayList<Entry>();
        Optional<CatalogueColumns> columns = Optional.empty();
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String where = file + ", line " + number;
            boolean isFirst = columns.isEmpty();
            var known = isFirst ? CatalogueColumns.of(text, where) : columns.get();
            columns = Optional.of(known);
            if (!isFirst || !known.isNamed()) {
                out.add(known.entry(text, where));
            }
            if (out.size() > MOST) {
                throw refused(file + ": more than 2,000,000 stars: cut it to the field");
            }
        }
        if (out.isEmpty()) {
            throw refused(file + ": not one line of ra,dec[,mag[,magErr]] in it");
        }
        return out;
    }

    static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("--catalog " + why.replaceAll("\\p{Cntrl}", "?"));
    }

    /** Cells of a line, without the quotes that may be around them. */
    static String[] cells(String line, boolean isComma) {
        String[] cells = isComma ? line.split(",", -1) : line.split("\\s+");
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].strip();
            boolean isQuoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
            cells[i] = isQuoted ? cell.substring(1, cell.length() - 1).strip() : cell;
        }
        return cells;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
