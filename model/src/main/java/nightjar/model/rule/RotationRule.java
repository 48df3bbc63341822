// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import java.io.Serializable;
import java.util.List;
import nightjar.model.NextVisit;
import nightjar.model.Raw;
import nightjar.model.RotationSystem;

/**
 * Which exposures point as announced. A late change of schedule turns the camera, and then the
 * detector looks at a part of the sky that was not preloaded (lsst-dm/prompt_processing,
 * activator.py).
 *
 * <p>Only an angle on the sky can be compared. Upstream fails on an announced horizon or mount
 * angle; here such an exposure is kept, since all later stages go by the exposure's own position.
 *
 * @param toleranceDeg an exposure turned further than this is dropped; upstream uses 1 degree
 */
public record RotationRule(double toleranceDeg) implements Serializable {

    public static final RotationRule DEFAULT = new RotationRule(1.0);

    /** The exposures that fit the announcement, in their order. */
    public List<Raw> keep(NextVisit visit, List<Raw> raws) {
        return raws.stream().filter(raw -> fits(visit, raw.rotationDeg())).toList();
    }

    /** Whether an exposure with this position angle fits; NaN, an unknown angle, does not. */
    public boolean fits(NextVisit visit, double rotationDeg) {
        if (visit.rotationSystem() != RotationSystem.SKY) {
            return true;
        }
        double turned = Math.IEEEremainder(rotationDeg - visit.cameraAngleDeg(), 360);
        return Math.abs(turned) <= toleranceDeg;
    }
}
