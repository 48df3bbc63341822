// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import nightjar.sandbox.camera.StudyPair;

/** Broken and odd images, each made from a good one by the seed. */
final class ImageKinds {

    private static final double SEEING = 0.9;
    private static final int TEMPLATE_EXPOSURES = 4;
    private static final int NAN = 0x7FC00000;
    private static final int INFINITE = 0x7F800000;
    private static final String NUMBER = "%20s";

    private final long seed;
    private final byte[] template;
    private final FitsBytes raw;
    private final List<ImageKind> kinds = new ArrayList<>();

    private ImageKinds(long seed, StudyPair pair) {
        this.seed = seed;
        this.template = pair.template();
        this.raw = FitsBytes.of(pair.raw());
    }

    static List<ImageKind> of(long seed, int size) throws IOException {
        var made = new ImageKinds(seed, StudyPair.of(seed, size, SEEING, TEMPLATE_EXPOSURES));
        made.add("good", made.raw);
        made.files();
        made.headers();
        made.pixels();
        made.skies();
        made.keywords();
        made.extensions();
        made.templates(size);
        return List.copyOf(made.kinds);
    }

    private void add(String name, FitsBytes science) {
        add(name, science.file());
    }

    private void add(String name, byte[] science) {
        kinds.add(new ImageKind(name, List.of(science), template));
    }

    private void files() throws IOException {
        var whole = raw.file();
        add("empty file", new byte[0]);
        add("a text", "404 page not found\n".getBytes(UTF_8));
        add("noise", raw.noise(seed).data());
        add("gzip", gzip(whole));
        add("gzip, cut", java.util.Arrays.copyOf(gzip(whole), whole.length / 8));
        add("cut in its first card", raw.cut(37));
        add("cut in its header", raw.cut(1000));
        add("cut after its header", raw.cut(raw.header().length));
        add("cut in its pixels", raw.cut(raw.header().length + raw.data().length / 2));
        add("cut in its last block", raw.cut(whole.length - 2880));
        add("twice itself", ByteDamage.with(whole, whole.length, whole));
    }

    private static byte[] gzip(byte[] file) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(file);
        }
        return out.toByteArray();
    }

    private void number(String name, String keyword, String value) {
        add(name, raw.with(keyword, NUMBER.formatted(value)));
    }

    private void headers() {
        add("no END", raw.card("END", ""));
        number("NAXIS 0", "NAXIS", "0");
        number("NAXIS 1", "NAXIS", "1");
        number("NAXIS 3", "NAXIS", "3");
        number("NAXIS 999999999", "NAXIS", "999999999");
        number("NAXIS1 of 2^31", "NAXIS1", "2147483648");
        number("NAXIS1 of 2^63", "NAXIS1", "9223372036854775807");
        number("NAXIS1 negative", "NAXIS1", "-5");
        number("NAXIS1 a text", "NAXIS1", "'many'");
        number("NAXIS1 of 1", "NAXIS1", "1");
        number("BITPIX 8", "BITPIX", "8");
        number("BITPIX -64", "BITPIX", "-64");
        number("BITPIX 17", "BITPIX", "17");
        number("BITPIX a text", "BITPIX", "'x'");
        number("BSCALE 0", "BSCALE", "0.0");
        number("BSCALE NaN", "BSCALE", "NaN");
        number("BZERO 1e300", "BZERO", "1e300");
        add("header of 20,000 cards", raw.longer(20_000, "COMMENT   again"));
        add("CONTINUE for ever", raw.longer(3000, "CONTINUE  'and so on&'"));
        add("HIERARCH without end", raw.longer(3000, "HIERARCH A B C D E F G H = "));
        add("a card of other letters", raw.card("OBSID", "OBSID   = '\u00e4\u0001\u00ff'"));
    }

    private void pixels() {
        add("all zero", raw.filled(0x80, 0));
        add("constant", raw.filled(0x83, 0xE8));
        add("saturated", raw.filled(0x7F, 0xFF));
        add("random pixels", raw.noise(seed));
        add("wrong endian", raw.swapped());
        add("NaN everywhere", raw.floats(NAN, 1));
        add("NaN in half", raw.floats(NAN, 2));
        add("Infinity in some", raw.floats(INFINITE, 50));
        add("1e38 in some", raw.floats(0x7E967699, 50));
    }

    private void skies() {
        add("no WCS", raw.without("CTYPE1", "CTYPE2", "CRVAL1", "CRVAL2", "CRPIX1", "CRPIX2"));
        number("CRVAL1 NaN", "CRVAL1", "NaN");
        number("CRVAL2 of 1e10", "CRVAL2", "1e10");
        number("CRPIX1 of 1e30", "CRPIX1", "1e30");
        add(
                "singular CD",
                raw.with("CD1_1", "0.0")
                        .with("CD1_2", "0.0")
                        .with("CD2_1", "0.0")
                        .with("CD2_2", "0.0"));
        add("other sky", raw.with("CRVAL1", NUMBER.formatted("201.5")).with("CRVAL2", "42.0"));
        number("unknown projection", "CTYPE1", "'RA---XYZ'");
        number("CD a hundred times too coarse", "CD1_1", "-0.0055");
    }

    private void keywords() {
        for (var keyword :
                List.of("GAIN", "RDNOISE", "SATURATE", "MAGZERO", "BAND", "MJD-BEG", "EXPTIME")) {
            add("no " + keyword, raw.without(keyword));
            number(keyword + " a text", keyword, "'unknown'");
        }
        for (var keyword : List.of("GAIN", "RDNOISE", "SATURATE", "EXPTIME")) {
            number(keyword + " negative", keyword, "-1.0");
        }
        number("GAIN 0", "GAIN", "0.0");
        number("MAGZERO of 1e9", "MAGZERO", "1e9");
        number("EXPTIME of 0", "EXPTIME", "0.0");
    }

    private void extensions() throws IOException {
        add("1000 extensions without anything", bomb(1000));
        add("gzip of 5000 extensions", gzip(bomb(5000)));
        add("gzip of 60 large planes of variance", gzip(planes(60)));
        add("a table that lies of its size", ByteDamage.with(empty(), 2880, table("99999999999")));
        add("a compressed image that is not there", ByteDamage.with(empty(), 2880, table("0")));
    }

    private static byte[] block(String... cards) {
        var text = new StringBuilder();
        for (var card : cards) {
            text.append("%-80s".formatted(card));
        }
        return "%-2880s".formatted(text).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static byte[] empty() {
        return block("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "EXTEND  = T", "END");
    }

    private static byte[] bomb(int extensions) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(empty());
        for (int i = 0; i < extensions; i++) {
            out.writeBytes(
                    block(
                            "XTENSION= 'IMAGE   '",
                            "BITPIX  = 8",
                            "NAXIS   = 0",
                            "PCOUNT  = 0",
                            "GCOUNT  = 1",
                            "END"));
        }
        return out.toByteArray();
    }

    /**
     * The good image, and after it planes of 1700 x 1700 bytes, which need 11 MiB each when read.
     */
    private byte[] planes(int count) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(raw.file());
        for (int i = 0; i < count; i++) {
            out.writeBytes(
                    block(
                            "XTENSION= 'IMAGE   '",
                            "BITPIX  = 8",
                            "NAXIS   = 2",
                            "NAXIS1  = 1700",
                            "NAXIS2  = 1700",
                            "PCOUNT  = 0",
                            "GCOUNT  = 1",
                            "EXTNAME = 'VARIANCE'",
                            "END"));
            out.writeBytes(new byte[(1700 * 1700 + 2879) / 2880 * 2880]);
        }
        return out.toByteArray();
    }

    private static byte[] table(String rows) {
        return block(
                "XTENSION= 'BINTABLE'",
                "BITPIX  = 8",
                "NAXIS   = 2",
                "NAXIS1  = 8",
                "NAXIS2  = " + rows,
                "PCOUNT  = 999999999999",
                "GCOUNT  = 1",
                "TFIELDS = 1",
                "TTYPE1  = 'COMPRESSED_DATA'",
                "TFORM1  = '1PB(1000000)'",
                "ZIMAGE  = T",
                "ZCMPTYPE= 'RICE_1'",
                "ZBITPIX = 16",
                "ZNAXIS  = 2",
                "ZNAXIS1 = 256",
                "ZNAXIS2 = 256",
                "ZTILE1  = 0",
                "ZTILE2  = -1",
                "END");
    }

    private void templates(int size) {
        var science = raw.file();
        var larger = StudyPair.of(seed, size + 64, SEEING, TEMPLATE_EXPOSURES).raw();
        kinds.add(new ImageKind("snaps of two sizes", List.of(science, larger), template));
        kinds.add(new ImageKind("two snaps, one a text", List.of(science, new byte[80]), template));
        var sky = FitsBytes.of(template);
        template("template empty", new byte[0]);
        template("template a text", "no template\n".getBytes(UTF_8));
        template("template cut", sky.cut(sky.header().length + 5000));
        template("template all zero", sky.filled(0, 0).file());
        template("template all NaN", sky.filled(0x7F, 0xC0).file());
        template("template noise", sky.noise(seed).file());
        template("template of other sky", sky.with("CRVAL1", NUMBER.formatted("201.5")).file());
        template("template without WCS", sky.without("CTYPE1", "CRVAL1").file());
        template("the image as its own template", science);
    }

    private void template(String name, byte[] file) {
        kinds.add(new ImageKind(name, List.of(raw.file()), file));
    }
}
