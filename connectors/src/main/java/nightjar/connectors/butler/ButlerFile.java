// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A file of every product that becomes a dataset of the Butler.
 *
 * @param entry its name in the product
 * @param datasetType the dataset type's name; its dimensions are instrument, visit, detector, and
 *     it must be registered in the repository
 * @param formatter the Python class that reads it
 */
public record ButlerFile(String entry, String datasetType, String formatter) {

    /** What a product holds of sources that Sattle has not cleared: never exported. */
    private static final Set<String> UNCLEARED =
            Set.of("diaSources.csv", "footprints.csv", "cutouts.bin", "cutouts.csv");

    public static final String FITS_FORMATTER =
            "lsst.obs.base.formatters.fitsGeneric.FitsGenericFormatter";

    public ButlerFile {
        requireNonNull(datasetType, "datasetType");
        requireNonNull(formatter, "formatter");
        if (UNCLEARED.contains(entry)) {
            throw new IllegalArgumentException(
                    entry + " holds sources that Sattle has not cleared; it cannot be exported");
        }
    }

    public static ButlerFile differenceImage() {
        return new ButlerFile("difference.fits", "difference_image", FITS_FORMATTER);
    }

    String extension() {
        int dot = entry.indexOf('.');
        return dot < 0 ? "" : entry.substring(dot);
    }
}
