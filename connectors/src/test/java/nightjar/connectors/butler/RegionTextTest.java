// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import nightjar.connectors.RubinData;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;
import org.junit.jupiter.api.Test;

class RegionTextTest {

    @Test
    void regionsOfARealVisitAreWrittenByteForByte() throws Exception {
        var records =
                RubinData.json("rubin/lsstcam/dimension_records_from_test_repo.json")
                        .path("visit_detector_region");
        assertThat(records).hasSize(205);
        for (var record : records) {
            var theirs = Base64.getDecoder().decode(record.path("region").asText());
            // A polygon of ours refuses what does not turn counter-clockwise.
            assertThat(RegionText.of(new SkyPolygon(vertices(theirs))))
                    .isEqualTo(HexFormat.of().formatHex(theirs));
        }
    }

    @Test
    void cornersInAnyOrderAreOneRegion() throws Exception {
        var visit = RubinData.json("rubin/lsstcam/visit_detector_regions_2025052100138.json");
        var corners = visit.path("detectors").get(0).path("vertices_radec_deg");
        var positions = new ArrayList<SkyPosition>();
        for (int c : List.of(2, 0, 3, 1)) {
            positions.add(
                    new SkyPosition(
                            corners.get(c).get(0).asDouble(), corners.get(c).get(1).asDouble()));
        }
        var encoded = RegionText.of(SkyPolygon.ofCorners(positions));
        var vertices = vertices(HexFormat.of().parseHex(encoded));
        assertThat(vertices).hasSize(4);
        assertThat(vertices.get(0).norm()).isCloseTo(1, within(1e-15));
    }

    private static List<UnitVector> vertices(byte[] encoded) {
        var bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.get()).isEqualTo((byte) 'p');
        var vertices = new ArrayList<UnitVector>();
        while (bytes.hasRemaining()) {
            vertices.add(new UnitVector(bytes.getDouble(), bytes.getDouble(), bytes.getDouble()));
        }
        return vertices;
    }
}
