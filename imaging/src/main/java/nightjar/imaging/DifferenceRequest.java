// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is to be differenced.
 *
 * @param work folder for the files that come of it; it exists
 * @param visit,detector,band named in the summary, nothing else
 * @param snaps the raw exposures of the visit, in order
 * @param templates exposures or coadds of the same field, any grid
 * @param extras what is wanted beyond the products
 * @param calibrations files or folders that take the instrument's signature off the snaps; empty
 *     for snaps that have none any more, or whose headers tell enough
 */
public record DifferenceRequest(
        Path work,
        long visit,
        int detector,
        String band,
        List<Snap> snaps,
        List<Path> templates,
        Extras extras,
        List<Path> calibrations) {

    /** Without calibrations. */
    public DifferenceRequest(
            Path work,
            long visit,
            int detector,
            String band,
            List<Snap> snaps,
            List<Path> templates,
            Extras extras) {
        this(work, visit, detector, band, snaps, templates, extras, List.of());
    }

    /** The products and nothing else, without calibrations. */
    public DifferenceRequest(
            Path work,
            long visit,
            int detector,
            String band,
            List<Snap> snaps,
            List<Path> templates) {
        this(work, visit, detector, band, snaps, templates, Extras.NONE, List.of());
    }

    /**
     * One raw exposure.
     *
     * @param midpointMjdTai middle of the exposure, TAI; from the header when absent
     * @param exposureSeconds from the header when absent
     */
    public record Snap(
            Path path,
            long exposure,
            OptionalDouble midpointMjdTai,
            OptionalDouble exposureSeconds) {

        /** A file of which nothing else is known. */
        public static Snap of(Path path) {
            return new Snap(path, 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
    }

    public DifferenceRequest {
        snaps = List.copyOf(snaps);
        templates = List.copyOf(templates);
        calibrations = List.copyOf(calibrations);
    }
}
