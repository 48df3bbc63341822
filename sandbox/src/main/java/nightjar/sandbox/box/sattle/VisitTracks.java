// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import java.util.List;
import java.util.Optional;

/**
 * The satellites that crossed the neighbourhood of a visit's field.
 *
 * @param startMjdTai beginning of the exposure, MJD, TAI
 * @param endMjdTai its end
 */
record VisitTracks(SkyPoint boresight, double startMjdTai, double endMjdTai, List<Track> tracks) {

    private static final double SECONDS_PER_DAY = 86_400;

    VisitTracks {
        tracks = List.copyOf(tracks);
    }

    /** Looks through the satellites for those within the search radius. */
    static VisitTracks of(
            SkyPoint boresight, double startMjdTai, double endMjdTai, List<Satellite> satellites) {
        if (!(endMjdTai > startMjdTai)) {
            throw new IllegalArgumentException(
                    "the exposure ends (" + endMjdTai + ") before it begins (" + startMjdTai + ")");
        }
        double radius = searchRadiusDeg((endMjdTai - startMjdTai) * SECONDS_PER_DAY);
        return new VisitTracks(
                boresight,
                startMjdTai,
                endMjdTai,
                satellites.stream()
                        .map(satellite -> satellite.track(startMjdTai, endMjdTai))
                        .flatMap(Optional::stream)
                        .filter(track -> track.distanceDeg(boresight) <= radius)
                        .toList());
    }

    /**
     * Sattle's search radius: the field's 1.75 degrees and 480 arcsec for each second of exposure
     * (lsst-dm/sattle sattlePy.py, detector_radius and search_buffer).
     */
    static double searchRadiusDeg(double exposureSeconds) {
        return (6_300 + 480 * exposureSeconds) / 3_600;
    }

    List<Region> regions() {
        return tracks.stream().map(Track::grown).toList();
    }
}
