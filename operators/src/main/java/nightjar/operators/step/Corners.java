// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;

/** Corners as records carry them: ra0, dec0, … ra3, dec3, degrees ICRS. */
final class Corners {

    private Corners() {}

    /** The image on the sky; empty when the corners make none. */
    static Optional<SkyPolygon> polygon(List<Double> corners) {
        try {
            var positions = new ArrayList<SkyPosition>();
            for (int c = 0; c + 1 < corners.size(); c += 2) {
                positions.add(new SkyPosition(corners.get(c), corners.get(c + 1)));
            }
            return Optional.of(SkyPolygon.ofCorners(positions));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
