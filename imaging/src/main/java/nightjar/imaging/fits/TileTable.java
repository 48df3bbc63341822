// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.fits;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;

/**
 * The table of a tile-compressed image (FITS standard 4.0, sections 7.3 and 10.1): a row to a tile,
 * whose bytes lie in the heap behind the rows where its descriptors point to. Its numbers come from
 * strangers, and are held against each other before anything is allocated or unpacked by them.
 */
final class TileTable {
    private static final Pattern FORM =
            Pattern.compile("(\\d{0,6})(?:([LXBIJKAEDCM])|([PQ])([LXBIJKAEDCM])(?:\\(\\d*\\))?)");
    private static final Set<String> ALGORITHMS =
            Set.of("RICE_1", "RICE_ONE", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1", "NOCOMPRESS");
    private static final Set<Integer> BITPIX = Set.of(8, 16, 32, 64, -32, -64);

    /** What an unpacker needs to know, and nothing else. */
    private static final Pattern NEEDED =
            Pattern.compile(
                    "PCOUNT|GCOUNT|TFIELDS|THEAP|T(TYPE|FORM|SCAL|ZERO|NULL)\\d+|Z(CMPTYPE|BITPIX"
                            + "|NAXIS\\d?|NAME\\d+|VAL\\d+|QUANTIZ|DITHER0|BLANK|SCALE|ZERO"
                            + "|MASKCMP)");

    private static final Pattern TEXTS =
            Pattern.compile("T(TYPE|FORM)\\d+|ZCMPTYPE|ZNAME\\d+|ZQUANTIZ|ZMASKCMP");

    /** Packed, noise grows by little; twice is more than any packer makes of it. */
    private static final int WORST = 2;

    private static final int ROOM = 1 << 20;

    /**
     * A column of descriptors: where in the row, of 4 or 8 bytes each half, to elements of so many
     * bits.
     */
    private record Pointers(int at, boolean wide, int bits) {}

    private final FitsHeader header;
    private final String name;
    private final int width;
    private final int height;
    private final long[] tile;
    private final long rows;
    private final long rowBytes;
    private final long heap;
    private final List<Pointers> pointers = new ArrayList<>();

    private TileTable(FitsHeader header, String name) throws Unusable {
        this.header = header;
        this.name = name;
        width = (int) header.integer("ZNAXIS1", 0);
        height = (int) header.integer("ZNAXIS2", 0);
        tile = new long[] {side(1, width, width), side(2, height, 1)};
        rows = header.integer("NAXIS2", -1);
        rowBytes = header.integer("NAXIS1", -1);
        heap = header.integer("PCOUNT", 0);
    }

    /** Of an image whose ZNAXIS1 and ZNAXIS2 the memory holds. */
    static TileTable of(FitsHeader header, String name) throws Unusable {
        var table = new TileTable(header, name);
        table.shape();
        table.columns();
        table.parameters();
        return table;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bitpix() {
        return (int) header.integer("ZBITPIX", -32);
    }

    /** Of rows and heap. */
    int bytes() {
        return (int) (rows * rowBytes + heap);
    }

    private Unusable refuse(String why) {
        return new Unusable(FailureCause.TRUNCATED, name + ": tiles cannot be unpacked: " + why);
    }

    /** A tile that is larger than the image is as one of its size. */
    private long side(int axis, long image, long otherwise) throws Unusable {
        long told = header.integer("ZTILE" + axis, otherwise);
        if (told < 1) {
            throw refuse("ZTILE" + axis + " is " + told);
        }
        return Math.min(told, image);
    }

    private void shape() throws Unusable {
        if (!BITPIX.contains(bitpix()) || header.integer("ZBITPIX").isEmpty()) {
            throw refuse("ZBITPIX is " + header.text("ZBITPIX").orElse("missing"));
        }
        boolean isTable =
                header.text("XTENSION").orElse("").equals("BINTABLE")
                        && header.integer("BITPIX", 8) == 8
                        && header.integer("NAXIS", 2) == 2
                        && header.integer("GCOUNT", 1) == 1;
        if (!isTable) {
            throw refuse("they are not in a table of bytes");
        }
        long tiles = ((width - 1) / tile[0] + 1) * ((height - 1) / tile[1] + 1);
        if (rows != tiles) {
            throw refuse(
                    "the table has %d rows for %d tiles of %d x %d px"
                            .formatted(rows, tiles, tile[0], tile[1]));
        }
        long most = WORST * ((long) width * height * Math.abs(bitpix()) / 8) + ROOM;
        if (rowBytes < 1 || rowBytes > 999 || heap < 0 || heap > most) {
            throw refuse("rows of %d and a heap of %d bytes".formatted(rowBytes, heap));
        }
        if (rows * rowBytes + heap > Integer.MAX_VALUE - 64) {
            throw new Unusable(FailureCause.TOO_LARGE, name + ": packed beyond 2 GiB");
        }
        long start = header.integer("THEAP", rows * rowBytes);
        if (start < rows * rowBytes || start > rows * rowBytes + heap) {
            throw refuse("THEAP is " + start);
        }
    }

    private void columns() throws Unusable {
        long fields = header.integer("TFIELDS", 0);
        if (fields < 1 || fields > 999) {
            throw refuse("TFIELDS is " + fields);
        }
        long at = 0;
        for (int i = 1; i <= fields; i++) {
            String form = header.text("TFORM" + i).orElse("").strip();
            Matcher m = FORM.matcher(form);
            if (!m.matches()) {
                throw refuse("TFORM" + i + " is '" + form + "'");
            }
            long repeat = m.group(1).isEmpty() ? 1 : Long.parseLong(m.group(1));
            if (m.group(3) == null) {
                at += (repeat * bits(m.group(2)) + 7) / 8;
            } else if (repeat == 1) {
                boolean wide = m.group(3).equals("Q");
                pointers.add(new Pointers((int) Math.min(at, 999), wide, bits(m.group(4))));
                at += wide ? 16 : 8;
            } else if (repeat > 1) {
                throw refuse("TFORM" + i + " is '" + form + "'");
            }
        }
        if (at != rowBytes) {
            throw refuse("columns of %d bytes in rows of %d".formatted(at, rowBytes));
        }
    }

    private static int bits(String letter) {
        return switch (letter) {
            case "X" -> 1;
            case "I" -> 16;
            case "J", "E" -> 32;
            case "K", "D", "C" -> 64;
            case "M" -> 128;
            default -> 8;
        };
    }

    private void parameters() throws Unusable {
        String algorithm = header.text("ZCMPTYPE").orElse("missing").strip();
        if (!ALGORITHMS.contains(algorithm)) {
            throw refuse("ZCMPTYPE is " + algorithm);
        }
        for (int i = 1; header.has("ZNAME" + i) && i < 99; i++) {
            String key = header.text("ZNAME" + i).orElse("").strip();
            double value = header.real("ZVAL" + i, Double.NaN);
            boolean isBlock = key.equals("BLOCKSIZE");
            // a block of nothing would never come to an end
            if (isBlock && !(value >= 1 && value <= 65_536)) {
                throw refuse("BLOCKSIZE is " + header.text("ZVAL" + i).orElse("missing"));
            }
            if (key.equals("BYTEPIX") && !Set.of(1.0, 2.0, 4.0, 8.0).contains(value)) {
                throw refuse("BYTEPIX is " + header.text("ZVAL" + i).orElse("missing"));
            }
        }
    }

    /** Whether every descriptor points into the heap, and all of them together ask for no more. */
    void check(byte[] table) throws Unusable {
        long start = header.integer("THEAP", rows * rowBytes);
        long room = table.length - start;
        var in = ByteBuffer.wrap(table);
        long asked = 0;
        for (int row = 0; row < rows; row++) {
            for (Pointers p : pointers) {
                int at = (int) (row * rowBytes + p.at);
                long count = p.wide ? in.getLong(at) : in.getInt(at);
                long from = p.wide ? in.getLong(at + 8) : in.getInt(at + 4);
                boolean isNumber = count >= 0 && from >= 0 && count <= table.length * 8L;
                long size = isNumber ? (count * p.bits + 7) / 8 : 0;
                if (!isNumber || (count > 0 && (from > room || from + size > room))) {
                    throw refuse(
                            "tile %d lies at %d to %d of a heap of %d bytes"
                                    .formatted(row + 1, from, from + count, room));
                }
                asked += size;
                squared(in, p, start + from, size);
            }
        }
        if (asked > room) {
            throw refuse("tiles of %d bytes in a heap of %d".formatted(asked, room));
        }
    }

    /** H-compress tells the tile's sides once more, behind two bytes of its own. */
    private void squared(ByteBuffer in, Pointers p, long at, long size) throws Unusable {
        boolean isSquare = header.text("ZCMPTYPE").orElse("").startsWith("HCOMPRESS");
        if (isSquare && p.equals(pointers.get(0)) && size > 10) {
            long x = in.getInt((int) at + 2);
            long y = in.getInt((int) at + 6);
            if (x < 1 || y < 1 || x * y > tile[0] * tile[1]) {
                throw refuse("a tile of %d x %d px by its own account".formatted(x, y));
            }
        }
    }

    /** A file of this table alone. */
    byte[] alone(byte[] table) {
        var out = new ByteArrayOutputStream(table.length + 4 * 2880);
        block(out, List.of(card("SIMPLE", "T"), card("BITPIX", "8"), card("NAXIS", "0")));
        var cards = new ArrayList<String>();
        cards.add(card("XTENSION", "'BINTABLE'"));
        cards.add(card("BITPIX", "8"));
        cards.add(card("NAXIS", "2"));
        cards.add(card("NAXIS1", Long.toString(rowBytes)));
        cards.add(card("NAXIS2", Long.toString(rows)));
        header.cards()
                .forEach(
                        (key, value) -> {
                            if (NEEDED.matcher(key).matches() && !value.isBlank()) {
                                boolean isText = TEXTS.matcher(key).matches();
                                cards.add(card(key, isText ? quoted(value) : value));
                            }
                        });
        cards.add(card("ZIMAGE", "T"));
        cards.add(card("ZTILE1", Long.toString(tile[0])));
        cards.add(card("ZTILE2", Long.toString(tile[1])));
        block(out, cards);
        out.writeBytes(table);
        out.writeBytes(new byte[(int) (FitsReader.padded(table.length) - table.length)]);
        return out.toByteArray();
    }

    private static String quoted(String value) {
        return "'%-8s'".formatted(value.replace("'", "''"));
    }

    private static String card(String key, String value) {
        String line = "%-8s= %20s".formatted(key, value);
        return "%-80s".formatted(line).substring(0, 80);
    }

    private static void block(ByteArrayOutputStream out, List<String> cards) {
        String text = String.join("", cards) + "%-80s".formatted("END");
        long whole = FitsReader.padded(text.length());
        out.writeBytes(
                (text + " ".repeat((int) whole - text.length()))
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
