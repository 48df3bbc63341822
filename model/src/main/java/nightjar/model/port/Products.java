// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.nio.file.Path;
import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;

/**
 * An image worker's files in one archive: what {@code difference} leaves for the stages after it.
 * The rows of all lists are in the product's own order, which is the sources' identity.
 */
public interface Products {

    /** Packs a work folder into an immutable product. */
    Outcome<Stored> keep(Path work);

    /** Unpacks a product into an empty folder, as the worker left it. */
    Outcome<Path> unpack(Stored product, Path into);

    /** Those of these files that the product does not hold. */
    Outcome<List<String>> missing(Stored product, List<String> files);

    /** The DIASource columns that pixels give; no ids. */
    Outcome<List<Columns>> diaSources(Stored product);

    /** Corners of each source's bounding box on the sky: ra0, dec0, … ra3, dec3, degrees ICRS. */
    Outcome<List<double[]>> footprints(Stored product);

    /**
     * The three cutouts of one source; an empty array where there is none.
     *
     * @param difference FITS bytes
     * @param science FITS bytes
     * @param template FITS bytes
     */
    record Cutouts(byte[] difference, byte[] science, byte[] template) {}

    /** Cutouts of each source, read lazily from a local copy. */
    Outcome<CutoutReader> cutouts(Stored product);

    interface CutoutReader extends AutoCloseable {
        Cutouts of(int source);

        @Override
        void close();
    }
}
