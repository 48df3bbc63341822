// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.pipelines;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.BitSet;
import java.util.Locale;
import nightjar.model.sky.Healpix;
import nightjar.model.sky.SkyFrame;
import nightjar.model.sky.SkyMask;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads maps of the sky that say yes or no: a HEALPix map of the full sky, implicitly indexed, RING
 * or NESTED, of celestial, galactic or ecliptic coordinates; whole numbers 1 (yes), 0 (no) and 16
 * (not known, so no), or truth values.
 */
final class BinaryMaps {

    private static final long UNKNOWN = 16;

    private BinaryMaps() {}

    static SkyMask read(String path, Node at) throws Wrong {
        var file = new File(path);
        if (!file.isFile()) {
            throw new Wrong(at, "binary-map: no such file: " + path);
        }
        try (var fits = new Fits(file)) {
            for (var hdu = fits.readHDU(); hdu != null; hdu = fits.readHDU()) {
                if (hdu instanceof BinaryTableHDU table) {
                    return mask(table, path, at);
                }
            }
        } catch (FitsException | IOException e) {
            throw new Wrong(at, "binary-map: " + path + " cannot be read: " + e.getMessage());
        }
        throw new Wrong(at, "binary-map: " + path + " has no table");
    }

    private static SkyMask mask(BinaryTableHDU table, String path, Node at)
            throws Wrong, FitsException {
        var header = table.getHeader();
        var indexing = header.getStringValue("INDXSCHM", "IMPLICIT");
        if (!indexing.equalsIgnoreCase("IMPLICIT")) {
            throw new Wrong(at, "binary-map: " + path + " is indexed " + indexing);
        }
        var pixels = pixels(header, path, at);
        var covered = new BitSet();
        int count = mark(table.getColumn(0), 0, covered, path, at);
        if (count != pixels.size()) {
            throw new Wrong(
                    at,
                    "binary-map: "
                            + path
                            + " has "
                            + count
                            + " pixels, the full sky "
                            + pixels.size());
        }
        return new SkyMask(pixels, frame(header, path, at), covered);
    }

    private static Healpix pixels(Header header, String path, Node at) throws Wrong {
        var ordering = header.getStringValue("ORDERING", "").toUpperCase(Locale.ROOT);
        if (!ordering.equals("RING") && !ordering.startsWith("NEST")) {
            throw new Wrong(at, "binary-map: " + path + " is ordered \"" + ordering + "\"");
        }
        try {
            return new Healpix(header.getIntValue("NSIDE", 0), ordering.startsWith("NEST"));
        } catch (IllegalArgumentException e) {
            throw new Wrong(at, "binary-map: " + path + ": " + e.getMessage());
        }
    }

    private static SkyFrame frame(Header header, String path, Node at) throws Wrong {
        var letter = header.getStringValue("COORDSYS", "C").strip().toUpperCase(Locale.ROOT);
        return switch (letter) {
            case "C" -> SkyFrame.CELESTIAL;
            case "G" -> SkyFrame.GALACTIC;
            case "E" -> SkyFrame.ECLIPTIC;
            default -> throw new Wrong(at, "binary-map: " + path + " has COORDSYS " + letter);
        };
    }

    /** Rows may hold many pixels each; returns how many have been seen. */
    private static int mark(Object values, int from, BitSet covered, String path, Node at)
            throws Wrong {
        int pixel = from;
        int length = Array.getLength(values);
        boolean nested = values.getClass().getComponentType().isArray();
        for (int i = 0; i < length; i++) {
            if (nested) {
                pixel = mark(Array.get(values, i), pixel, covered, path, at);
            } else {
                covered.set(pixel, isYes(Array.get(values, i), path, at));
                pixel++;
            }
        }
        return pixel;
    }

    private static boolean isYes(Object value, String path, Node at) throws Wrong {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number == 0 || number == 1 || number == UNKNOWN) {
                return number == 1;
            }
        }
        throw new Wrong(at, "binary-map: " + path + " has a pixel of " + value + ": 0, 1 or 16");
    }
}
