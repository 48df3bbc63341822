// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.engine.Pipeline;
import nightjar.imaging.engine.SingleImage;
import nightjar.imaging.product.Forced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The image engine: difference a visit, or measure given places on what a difference left. */
public final class DifferenceEngine {
    private static final Logger LOG = LoggerFactory.getLogger(DifferenceEngine.class);

    private DifferenceEngine() {}

    /** Work that may fail with a named cause. */
    private interface Work<T> {
        T run() throws Unusable, IOException;
    }

    /**
     * Differences the snaps of one visit-detector against its templates and writes the product
     * files into the work folder; the value is the content of summary.json.
     */
    public static Result<ObjectNode> difference(DifferenceRequest request, Progress progress) {
        return named(() -> new Pipeline(request, progress).run());
    }

    /**
     * Catalogues an image alone, without a template, into sources.csv and summary.json; the value
     * is the content of the second.
     *
     * @param calibrations files or folders of the instrument's calibrations; none for an image that
     *     is calibrated
     */
    public static Result<ObjectNode> catalogue(
            Path science, List<Path> calibrations, Path work, Progress progress) {
        return named(() -> SingleImage.catalogue(science, calibrations, work, progress));
    }

    /**
     * Forced photometry: reads positions (diaObjectId, ra, dec in degrees), writes forced.csv into
     * the work folder of an earlier difference; the value is the number of rows.
     */
    public static Result<Integer> force(Path work, Path positions, Progress progress) {
        return named(() -> Forced.write(work, positions, progress));
    }

    private static <T> Result<T> named(Work<T> work) {
        try {
            return new Result.Done<>(work.run());
        } catch (Unusable e) {
            return new Result.Failed<>(e.named(), e.detail());
        } catch (IOException e) {
            return new Result.Failed<>(FailureCause.INTERNAL, "files: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            return new Result.Failed<>(
                    FailureCause.OUT_OF_MEMORY, "the heap is too small for this image");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a difference hit a bug", e);
            String words = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            return new Result.Failed<>(
                    FailureCause.INTERNAL,
                    "%s in the engine (%s)".formatted(e.getClass().getSimpleName(), words));
        }
    }
}
