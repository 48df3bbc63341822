// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * What announcements and raws are joined by: one detector's part in one group of snaps.
 *
 * @param instrument the Butler's short name, for instance LSSTCam
 * @param group the id that nextVisit and the raws share; not the visit number
 * @param detector the detector's number in its camera
 */
public record VisitDetector(String instrument, String group, int detector) {

    public VisitDetector {
        requireNonNull(instrument, "instrument");
        requireNonNull(group, "group");
        if (detector < 0) {
            throw new IllegalArgumentException("detector " + detector + " of " + group);
        }
    }

    @Override
    public String toString() {
        return instrument + "/" + group + "/" + detector;
    }
}
