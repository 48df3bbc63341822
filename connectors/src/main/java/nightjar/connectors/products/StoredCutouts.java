// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import nightjar.model.port.Products;

/** A product's cutouts, each read when asked for. */
final class StoredCutouts implements Products.CutoutReader {

    private static final List<String> KINDS = List.of("difference", "science", "template");
    private static final byte[] NONE = {};

    /** Some hundred pixels a side, image and PSF; a message of Kafka takes no more. */
    private static final long MOST_BYTES = 8 << 20;

    private final ZipFile zip;
    // Offset and length of each kind, source by source.
    private final List<long[]> places;

    private StoredCutouts(ZipFile zip, List<long[]> places) {
        this.zip = zip;
        this.places = places;
    }

    static StoredCutouts open(Path archive) throws IOException {
        var zip = new ZipFile(archive.toFile());
        try {
            boolean any =
                    zip.getEntry("cutouts.csv") != null && zip.getEntry("cutouts.bin") != null;
            return new StoredCutouts(zip, any ? checked(places(zip), zip) : List.of());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public Products.Cutouts of(int source) {
        if (source >= places.size()) {
            return new Products.Cutouts(NONE, NONE, NONE);
        }
        var place = places.get(source);
        return new Products.Cutouts(
                read(place[0], place[1]), read(place[2], place[3]), read(place[4], place[5]));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(long offset, long length) {
        if (length <= 0) {
            return NONE;
        }
        try (var in = zip.getInputStream(zip.getEntry("cutouts.bin"))) {
            in.skipNBytes(offset);
            var bytes = in.readNBytes(Math.toIntExact(length));
            if (bytes.length < length) {
                throw new IOException("cutouts.bin ends within a cutout");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Found out when a product is opened, not in the middle of its alerts. */
    private static List<long[]> checked(List<long[]> places, ZipFile zip) throws IOException {
        var entry = ZipProducts.stored(zip, "cutouts.bin");
        if (entry.getSize() > 0) {
            try (var in = zip.getInputStream(entry)) {
                // Neither the entry's own header nor its end has been looked at before.
                in.skipNBytes(entry.getSize() - 1);
                if (in.read() < 0) {
                    throw new IOException("cutouts.bin ends early");
                }
            }
        }
        for (var place : places) {
            for (int k = 0; k < place.length; k += 2) {
                boolean inside =
                        place[k] >= 0
                                && place[k + 1] <= MOST_BYTES
                                && place[k] <= entry.getSize() - place[k + 1];
                if (place[k + 1] > 0 && !inside) {
                    throw new IOException("a cutout lies outside cutouts.bin, or is too large");
                }
            }
        }
        return places;
    }

    private static List<long[]> places(ZipFile zip) throws IOException {
        var table = ZipProducts.table(zip, "cutouts.csv");
        var places = new ArrayList<long[]>();
        for (var row : table.rows()) {
            var place = new long[2 * KINDS.size()];
            for (int k = 0; k < KINDS.size(); k++) {
                place[2 * k] = Long.parseLong(row.get(table.column(KINDS.get(k) + "Offset")));
                place[2 * k + 1] = Long.parseLong(row.get(table.column(KINDS.get(k) + "Length")));
            }
            places.add(place);
        }
        return places;
    }
}
