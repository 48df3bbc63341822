// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import nightjar.model.sky.SkyPolygon;

/**
 * Regions as the Butler's records carry them: hexadecimal text of lsst/sphgeom's binary encoding of
 * a ConvexPolygon: the letter p, then x, y, z of each vertex, little-endian doubles,
 * counter-clockwise as seen from outside the sphere.
 */
final class RegionText {

    private RegionText() {}

    static String of(SkyPolygon polygon) {
        var vertices = polygon.vertices();
        var bytes =
                ByteBuffer.allocate(1 + vertices.size() * 3 * Double.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 'p');
        for (var vertex : vertices) {
            bytes.putDouble(vertex.x()).putDouble(vertex.y()).putDouble(vertex.z());
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
