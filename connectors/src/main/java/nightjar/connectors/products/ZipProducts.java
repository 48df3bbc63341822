// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Products;

/**
 * Products as zip archives of a worker's folder. Nothing is compressed: pixels would not shrink,
 * and a cutout is read by its offset without reading what lies before it.
 */
public final class ZipProducts implements Products {

    private static final List<String> REQUIRED =
            List.of("summary.json", "diaSources.csv", "footprints.csv");

    private final ObjectStore store;
    private final String folderUri;
    private final Path scratch;

    /** Reads something of an open product. */
    private interface Reading<T> {
        T from(ZipFile zip) throws IOException;
    }

    /**
     * @param folderUri where products are kept
     * @param scratch a local folder for archives in the making
     */
    public ZipProducts(ObjectStore store, String folderUri, Path scratch) {
        this.store = store;
        this.folderUri = folderUri;
        this.scratch = scratch;
    }

    @Override
    public Outcome<Stored> keep(Path work) {
        for (var name : REQUIRED) {
            if (!Files.isRegularFile(work.resolve(name))) {
                return Outcome.lost(
                        Loss.failed("the image worker left no " + name + " (see docs/payload.md)"));
            }
        }
        Path archive;
        try {
            Files.createDirectories(scratch);
            archive = Files.createTempFile(scratch, "product", ".zip");
        } catch (IOException e) {
            return cannot("write a product in " + scratch, e);
        }
        try {
            StoredZip.pack(work, archive);
            return store.keep(folderUri, archive, ".zip");
        } catch (IOException e) {
            return cannot("write a product in " + scratch, e);
        } finally {
            Scratch.delete(archive);
        }
    }

    @Override
    public Outcome<Path> unpack(Stored product, Path into) {
        return store.local(product)
                .then(
                        archive -> {
                            try {
                                StoredZip.unpack(archive, into);
                                return Outcome.done(into);
                            } catch (IOException e) {
                                return cannot("unpack " + product.uri() + " into " + into, e);
                            }
                        });
    }

    @Override
    public Outcome<List<String>> missing(Stored product, List<String> files) {
        return files.isEmpty()
                ? Outcome.done(List.of())
                : read(
                        product,
                        zip -> files.stream().filter(name -> zip.getEntry(name) == null).toList());
    }

    @Override
    public Outcome<List<Columns>> diaSources(Stored product) {
        return read(product, zip -> SourceColumns.rows(table(zip, "diaSources.csv")));
    }

    @Override
    public Outcome<List<double[]>> footprints(Stored product) {
        return read(
                product,
                zip -> {
                    var table = table(zip, "footprints.csv");
                    var corners = new ArrayList<double[]>();
                    for (var row : table.rows()) {
                        corners.add(corners(table, row));
                    }
                    return corners;
                });
    }

    @Override
    public Outcome<CutoutReader> cutouts(Stored product) {
        return store.local(product)
                .then(
                        archive -> {
                            try {
                                return Outcome.done(StoredCutouts.open(archive));
                            } catch (IOException | IllegalArgumentException e) {
                                return damaged(product, e);
                            }
                        });
    }

    static CsvTable table(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(stored(zip, name));
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return CsvTable.read(name, lines);
        }
    }

    /** An entry as it was packed: what is compressed may be larger than anybody has room for. */
    static ZipEntry stored(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("there is no " + name);
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new IOException(name + " is compressed");
        }
        return entry;
    }

    private <T> Outcome<T> read(Stored product, Reading<T> reading) {
        return store.local(product)
                .then(
                        archive -> {
                            try (var zip = new ZipFile(archive.toFile())) {
                                return Outcome.done(reading.from(zip));
                            } catch (IOException | IllegalArgumentException e) {
                                // The JDK's zip throws the latter at names that are no text.
                                return damaged(product, e);
                            }
                        });
    }

    private static double[] corners(CsvTable table, List<String> row) throws IOException {
        var corners = new double[8];
        for (int c = 0; c < 4; c++) {
            corners[2 * c] = SourceColumns.number(row.get(table.column("ra" + c)));
            corners[2 * c + 1] = SourceColumns.number(row.get(table.column("dec" + c)));
        }
        return corners;
    }

    private static <T> Outcome<T> damaged(Stored product, Exception e) {
        return Outcome.lost(
                Loss.failed(
                        "the product "
                                + product.uri()
                                + " cannot be read ("
                                + e.getMessage()
                                + "); its image worker does not keep the protocol, see"
                                + " docs/payload.md"));
    }

    private static <T> Outcome<T> cannot(String what, IOException e) {
        return Outcome.lost(
                Loss.transientTrouble(
                        "cannot " + what + " (" + e.getMessage() + "); is the disk full?"));
    }
}
