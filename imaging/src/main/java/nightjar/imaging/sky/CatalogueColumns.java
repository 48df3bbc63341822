// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which cell of a catalogue's lines is what.
 *
 * @param isNamed whether the first line named them
 * @param isComma whether commas part them, or blanks
 * @param at the cells of ra, dec, mag and magErr; -1 for one that is not there
 * @param count how many cells a line has
 */
record CatalogueColumns(boolean isNamed, boolean isComma, List<Integer> at, int count) {
    private static final List<String> NAMES = List.of("ra", "dec", "mag", "magErr");

    /** What catalogues write for a number that they do not have. */
    private static final Set<String> NONE = Set.of("", "nan", "null", "none", "--");

    private static final double[] LEAST = {-180, -90, -40, 0};
    private static final double[] MOST = {360, 90, 60, 60};

    /** Told by the first line that is no comment. */
    static CatalogueColumns of(String line, String where) {
        boolean isComma = line.contains(",");
        String[] cells = ReferenceCatalogue.cells(line, isComma);
        if (isNumber(cells[0])) {
            if (cells.length < 2 || cells.length > NAMES.size()) {
                throw ReferenceCatalogue.refused(
                        "%s: %d columns without names: give ra,dec[,mag[,magErr]], or a first line that names them"
                                .formatted(where, cells.length));
            }
            var at = List.of(0, 1, cells.length > 2 ? 2 : -1, cells.length > 3 ? 3 : -1);
            return new CatalogueColumns(false, isComma, at, cells.length);
        }
        var names = Arrays.stream(cells).map(ReferenceCatalogue::lower).toList();
        var at = NAMES.stream().map(n -> names.indexOf(ReferenceCatalogue.lower(n))).toList();
        for (int k = 0; k < 2; k++) {
            if (at.get(k) < 0) {
                throw ReferenceCatalogue.refused(
                        "%s: no column %s among %s"
                                .formatted(where, NAMES.get(k), shown(String.join(",", cells))));
            }
        }
        return new CatalogueColumns(true, isComma, at, cells.length);
    }

    private static boolean isNumber(String cell) {
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    ReferenceCatalogue.Entry entry(String line, String where) {
        String[] cells = ReferenceCatalogue.cells(line, isComma);
        if (cells.length != count) {
            throw ReferenceCatalogue.refused(
                    "%s: %d columns where the first line has %d"
                            .formatted(where, cells.length, count));
        }
        double[] v = new double[NAMES.size()];
        for (int k = 0; k < v.length; k++) {
            v[k] = at.get(k) < 0 ? Double.NaN : number(k, cells[at.get(k)], where);
        }
        return new ReferenceCatalogue.Entry(v[0], v[1], v[2], v[3]);
    }

    private static double number(int k, String cell, String where) {
        boolean isPlace = k < 2;
        if (!isPlace && NONE.contains(ReferenceCatalogue.lower(cell))) {
            return Double.NaN;
        }
        double v = isNumber(cell) ? Double.parseDouble(cell) : Double.NaN;
        if (v >= LEAST[k] && v <= MOST[k]) {
            return v;
        }
        throw ReferenceCatalogue.refused(
                "%s, column %s: wanted %s from %.0f to %.0f but found %s"
                        .formatted(
                                where,
                                NAMES.get(k),
                                isPlace ? "degrees" : "magnitudes",
                                LEAST[k],
                                MOST[k],
                                cell.isEmpty() ? "nothing" : shown(cell)));
    }
}
