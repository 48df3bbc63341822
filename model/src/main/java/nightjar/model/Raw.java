// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * One detector's raw of one exposure in the object store, identified: it is known whose it is.
 *
 * @param key which visit-detector
 * @param exposure the exposure's id, yyyymmdd * 100000 + sequence number for LSST cameras
 * @param snap 0-based place within the visit
 * @param uri where the FITS file is
 * @param etag the object's entity tag; empty when not told
 * @param beginMjdTai start of the exposure, MJD TAI
 * @param endMjdTai end of the exposure, MJD TAI
 * @param boresightRaDeg degrees, ICRS; NaN when unknown
 * @param boresightDecDeg degrees, ICRS; NaN when unknown
 * @param rotationDeg position angle of the focal plane's +Y, degrees; NaN when unknown
 * @param filter physical filter; empty when unknown
 * @param createdMillis UTC milliseconds since 1970 at the store; 0 when not told
 * @param seenMillis UTC milliseconds since 1970 when nightjar first knew of it
 * @param observation what else its header tells
 */
public record Raw(
        VisitDetector key,
        long exposure,
        int snap,
        String uri,
        String etag,
        double beginMjdTai,
        double endMjdTai,
        double boresightRaDeg,
        double boresightDecDeg,
        double rotationDeg,
        String filter,
        long createdMillis,
        long seenMillis,
        Observation observation)
        implements ForVisitDetector {

    public Raw {
        requireNonNull(key, "key");
        requireNonNull(uri, "uri");
        requireNonNull(etag, "etag");
        requireNonNull(filter, "filter");
        // What was saved before headers were told more of tells nothing more.
        observation = observation == null ? Observation.UNKNOWN : observation;
    }

    /** One whose header tells nothing more. */
    public Raw(
            VisitDetector key,
            long exposure,
            int snap,
            String uri,
            String etag,
            double beginMjdTai,
            double endMjdTai,
            double boresightRaDeg,
            double boresightDecDeg,
            double rotationDeg,
            String filter,
            long createdMillis,
            long seenMillis) {
        this(
                key,
                exposure,
                snap,
                uri,
                etag,
                beginMjdTai,
                endMjdTai,
                boresightRaDeg,
                boresightDecDeg,
                rotationDeg,
                filter,
                createdMillis,
                seenMillis,
                Observation.UNKNOWN);
    }

    /** Seconds that the shutter was open. */
    public double exposureSeconds() {
        return (endMjdTai - beginMjdTai) * 86_400;
    }
}
