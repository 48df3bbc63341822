// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A detector's image, differenced: DIASource candidates and cutouts lie in the product, uncleared.
 *
 * @param ready what was differenced
 * @param product the image worker's files in one archive; embargo-class
 * @param sources DIASource candidates in it; their ids are counted from 1 in the product's order
 * @param midpointMjdTai midpoint of the exposure, MJD TAI
 * @param exposureSeconds seconds exposed, all snaps
 * @param band u, g, r, i, z or y
 * @param cornersDeg the image's true corners on the sky: ra0, dec0, … ra3, dec3, degrees ICRS
 * @param flags what the image engine wants known, for instance CONSTANT_PSF
 * @param pipeline the pipeline that ran, as it is configured; empty when that is not known
 */
public record Differenced(
        ReadyVisit ready,
        Stored product,
        int sources,
        double midpointMjdTai,
        double exposureSeconds,
        String band,
        List<Double> cornersDeg,
        List<String> flags,
        String pipeline)
        implements ForVisitDetector {

    public Differenced {
        requireNonNull(ready, "ready");
        requireNonNull(product, "product");
        requireNonNull(band, "band");
        cornersDeg = List.copyOf(cornersDeg);
        flags = List.copyOf(flags);
        // What was saved before there was a choice of pipelines does not name one.
        pipeline = pipeline == null ? "" : pipeline;
        if (cornersDeg.size() != 8) {
            throw new IllegalArgumentException("four corners are eight numbers: " + cornersDeg);
        }
    }

    /** What no pipeline of a known name made. */
    public Differenced(
            ReadyVisit ready,
            Stored product,
            int sources,
            double midpointMjdTai,
            double exposureSeconds,
            String band,
            List<Double> cornersDeg,
            List<String> flags) {
        this(ready, product, sources, midpointMjdTai, exposureSeconds, band, cornersDeg, flags, "");
    }

    @Override
    public VisitDetector key() {
        return ready.key();
    }

    public long visit() {
        return ready.visit();
    }

    @Override
    public long visitId() {
        return visit();
    }
}
