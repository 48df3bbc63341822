// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.List;
import java.util.stream.IntStream;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;

/** Corners as the ports carry them: ra0, dec0, ra1, dec1, …, degrees ICRS. */
final class Corners {

    private Corners() {}

    static SkyPolygon polygon(List<Double> cornersDeg) {
        return SkyPolygon.ofCorners(
                IntStream.range(0, cornersDeg.size() / 2)
                        .mapToObj(
                                i ->
                                        new SkyPosition(
                                                cornersDeg.get(2 * i), cornersDeg.get(2 * i + 1)))
                        .toList());
    }
}
