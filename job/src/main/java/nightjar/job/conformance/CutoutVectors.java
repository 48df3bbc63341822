// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.fits.RawHdu;

/**
 * An alert's cutout as lsst.ap.association writes it: pixels, UNCERT, PSFIMAGE. One case an HDU:
 * our reader and writer carry all that it says. That our cutouts say the same is tested where they
 * are made.
 */
final class CutoutVectors implements Checker {

    private static final MemoryBudget SMALL = new MemoryBudget(1 << 20);
    private static final List<String> EXTENSIONS = List.of("", "UNCERT", "PSFIMAGE");
    private static final int CARD = 80;

    @Override
    public List<Case> cases(Path file) throws IOException {
        var hdus = read(file);
        var cards = cards(Files.readAllBytes(file));
        var cases = new ArrayList<Case>();
        for (int i = 0; i < EXTENSIONS.size(); i++) {
            int at = i;
            var name = EXTENSIONS.get(i).isEmpty() ? "pixels" : EXTENSIONS.get(i);
            cases.add(new Case(name, () -> carried(hdus.get(at), cards.get(at), at)));
        }
        cases.add(new Case("no other HDU", () -> Verdict.same("HDUs", 3, hdus.size())));
        return cases;
    }

    private static List<RawHdu> read(Path file) throws IOException {
        try {
            return FitsReader.readAll(file, SMALL);
        } catch (Unusable e) {
            throw new IOException(e);
        }
    }

    private static Verdict carried(RawHdu theirs, Map<String, String> cards, int at)
            throws IOException {
        var copy = Files.createTempFile("nightjar-cutout", ".fits");
        try {
            Files.write(copy, written(theirs, cards, at));
            var ours = read(copy).get(at == 0 ? 0 : 1);
            var found = cards(Files.readAllBytes(copy)).get(at == 0 ? 0 : 1);
            return Verdict.same("extension", EXTENSIONS.get(at), ours.extension())
                    .and(() -> Verdict.same("cards", cards, found))
                    .and(
                            () ->
                                    Verdict.when(
                                            Arrays.equals(
                                                    theirs.plane().pixels, ours.plane().pixels),
                                            () -> "the pixels are not carried"));
        } finally {
            Files.delete(copy);
        }
    }

    private static byte[] written(RawHdu hdu, Map<String, String> cards, int at)
            throws IOException {
        var writer = new FitsWriter();
        var out = new ByteArrayOutputStream();
        if (at > 0) {
            writer.image("", -32).noData(out);
        }
        int bitpix = Integer.parseInt(cards.getOrDefault("BITPIX", "0"));
        writer.image(EXTENSIONS.get(at), bitpix, hdu.plane().width, hdu.plane().height);
        for (var card : cards.entrySet()) {
            if (!STRUCTURE.contains(card.getKey())) {
                put(writer, card.getKey(), card.getValue());
            }
        }
        if (bitpix == -64) {
            var wide = new double[hdu.plane().pixels.length];
            Arrays.setAll(wide, i -> hdu.plane().pixels[i]);
            writer.doubles(out, wide);
        } else {
            writer.floats(out, hdu.plane().pixels, 1);
        }
        return out.toByteArray();
    }

    /** Written with the HDU itself. */
    private static final List<String> STRUCTURE =
            List.of(
                    "SIMPLE",
                    "XTENSION",
                    "BITPIX",
                    "NAXIS",
                    "NAXIS1",
                    "NAXIS2",
                    "EXTEND",
                    "PCOUNT",
                    "GCOUNT",
                    "EXTNAME");

    private static void put(FitsWriter writer, String key, String value) {
        if (value.startsWith("'")) {
            writer.text(key, value.substring(1, value.length() - 1).strip(), "");
        } else if (value.matches("[-+]?\\d+")) {
            writer.integer(key, Long.parseLong(value), "");
        } else {
            writer.real(key, Double.parseDouble(value), "");
        }
    }

    /** Keywords and values of each HDU, by its headers' first cards. */
    private static List<Map<String, String>> cards(byte[] fits) {
        var hdus = new ArrayList<Map<String, String>>();
        boolean header = false;
        for (int at = 0; at + CARD <= fits.length; at += CARD) {
            var card = new String(fits, at, CARD, StandardCharsets.US_ASCII);
            if (card.startsWith("SIMPLE  =") || card.startsWith("XTENSION=")) {
                hdus.add(new LinkedHashMap<>());
                header = true;
            }
            if (header && card.startsWith("END ")) {
                header = false;
            } else if (header && card.startsWith("= ", 8)) {
                var value = card.substring(10).replaceFirst(" / .*$", "").strip();
                hdus.get(hdus.size() - 1).put(card.substring(0, 8).strip(), canonical(value));
            }
        }
        return hdus;
    }

    /** Numbers are written in more ways than one. */
    private static String canonical(String value) {
        if (value.startsWith("'")) {
            return "'" + value.substring(1, value.length() - 1).strip() + "'";
        }
        return value.matches("[-+0-9.]+E?[-+0-9]*") && value.matches(".*[.E].*")
                ? Double.toString(Double.parseDouble(value))
                : value;
    }
}
