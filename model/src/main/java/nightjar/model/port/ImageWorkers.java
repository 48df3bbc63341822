// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightjar.model.Outcome;

/**
 * The pool of image workers (design: docs/payload.md). A worker that dies, hangs or talks nonsense
 * costs the one request and is replaced.
 */
public interface ImageWorkers extends AutoCloseable {

    /**
     * One detector to difference.
     *
     * @param visit the visit's id
     * @param detector the detector's number
     * @param band u, g, r, i, z or y; empty when unknown
     * @param snaps local FITS files, in order of exposure
     * @param templates local FITS files
     * @param calibrations local files
     * @param work an empty folder for the results
     */
    record Request(
            long visit,
            int detector,
            String band,
            List<Path> snaps,
            List<Path> templates,
            List<Path> calibrations,
            Path work) {}

    /**
     * What the worker said of its result (summary.json).
     *
     * @param midpointMjdTai MJD TAI; NaN when it did not say
     * @param exposureSeconds seconds; NaN when it did not say
     * @param band u, g, r, i, z or y
     * @param cornersDeg ra0, dec0, … ra3, dec3 of the image, degrees ICRS
     * @param sources rows of diaSources.csv
     * @param flags what the engine wants known
     * @param figures every number of the summary by its path, for metrics
     */
    record Summary(
            double midpointMjdTai,
            double exposureSeconds,
            String band,
            List<Double> cornersDeg,
            int sources,
            List<String> flags,
            Map<String, Double> figures) {}

    Outcome<Summary> difference(Request request, Deadline deadline) throws InterruptedException;

    /**
     * Forced photometry at the positions of a csv file (diaObjectId, ra, dec) on an earlier result;
     * the answer is the path of forced.csv.
     */
    Outcome<Path> force(Path work, Path positions, Deadline deadline) throws InterruptedException;

    @Override
    void close();
}
