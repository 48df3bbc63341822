// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of every visit-detector that becomes a dataset of the Butler.
 *
 * @param entry its name in the product, or the catalogue's name where it is made of a plan's rows
 * @param datasetType the dataset type's name; its dimensions are instrument, visit, detector, and
 *     it must be registered in the repository
 * @param storageClass the dataset type's storage class, for whoever registers it
 * @param formatter the Python class that reads it
 * @param ofRows whether it is made of the rows that a plan stores: sources that Sattle cleared
 */
public record ButlerFile(
        String entry, String datasetType, String storageClass, String formatter, boolean ofRows) {

    /** What a product holds of sources that Sattle has not cleared: never exported. */
    private static final Set<String> UNCLEARED =
            Set.of("diaSources.csv", "footprints.csv", "cutouts.bin", "cutouts.csv");

    private static final String PARQUET = "lsst.daf.butler.formatters.parquet.ParquetFormatter";

    /** Names and storage classes are those of upstream's repositories, where upstream has it. */
    private static final List<ButlerFile> KNOWN =
            List.of(
                    differenceImage(),
                    rows("dia_source_apdb"),
                    rows("dia_object_apdb"),
                    rows("dia_forced_source_apdb"),
                    new ButlerFile(
                            "provenance.json",
                            "nightjar_provenance",
                            "StructuredDataDict",
                            "lsst.daf.butler.formatters.json.JsonFormatter",
                            false));

    public ButlerFile {
        requireNonNull(datasetType, "datasetType");
        requireNonNull(storageClass, "storageClass");
        requireNonNull(formatter, "formatter");
        if (UNCLEARED.contains(entry)) {
            throw new IllegalArgumentException(
                    entry + " holds sources that Sattle has not cleared; it cannot be exported");
        }
    }

    public static ButlerFile differenceImage() {
        return new ButlerFile(
                "difference.fits",
                "difference_image",
                "ExposureF",
                "lsst.obs.base.formatters.fitsExposure.FitsExposureFormatter",
                false);
    }

    /** A catalogue of what a plan stores. */
    public static ButlerFile rows(String datasetType) {
        return new ButlerFile(datasetType + ".parq", datasetType, "ArrowAstropy", PARQUET, true);
    }

    /**
     * All that can be exported and whose dataset type one of the patterns matches from its first
     * letter to its last, as upstream's EXPORT_TYPE_REGEXP means it.
     */
    public static List<ButlerFile> matching(List<Pattern> patterns) {
        return KNOWN.stream()
                .filter(
                        file ->
                                patterns.stream()
                                        .anyMatch(it -> it.matcher(file.datasetType).matches()))
                .toList();
    }

    String extension() {
        int dot = entry.indexOf('.');
        return dot < 0 ? "" : entry.substring(dot);
    }
}
