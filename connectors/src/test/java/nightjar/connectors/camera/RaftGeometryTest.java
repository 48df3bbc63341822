// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nightjar.connectors.testing.Cases;
import nightjar.model.CoordinateSystem;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.RotationSystem;
import nightjar.model.VisitDetector;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.sky.SkyPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaftGeometryTest {

    private static final CameraGeometry SANDBOX =
            CameraGeometry.oneRaft(
                    SandboxCam.INSTRUMENT, 1024, SandboxCam.GAP, SandboxCam.ARCSEC_PER_PIXEL);

    @ParameterizedTest
    @CsvSource({"150.1, 2.2, 0", "0.01, -35, 40.5", "359.99, -35, -40.5", "10, 89.8, 200"})
    void theRegionIsWhereTheSandboxCamerasPixelsWillBe(double ra, double dec, double rotation) {
        var geometry = new RaftGeometry(List.of(SANDBOX), 0);
        for (int detector = 0; detector < 9; detector++) {
            var grid = new SandboxCam(1024).grid(detector, new SkyPoint(ra, dec), rotation);
            var corners = predict(geometry, visit(ra, dec, rotation), detector);
            for (int i = 0; i < 4; i++) {
                var truth = grid.corners().get(i);
                assertThat(arcsec(corners, i, truth.raDeg(), truth.decDeg())).isLessThan(1e-6);
            }
        }
    }

    @Test
    void paddingMovesEveryCornerAwayFromTheMiddle() {
        // 10 arcsec along the diagonal are so many pixels along each side.
        double pixels = 10 / SandboxCam.ARCSEC_PER_PIXEL / Math.sqrt(2);
        var padded = new RaftGeometry(List.of(SANDBOX), 10);
        var grid = new SandboxCam(1024).grid(4, new SkyPoint(150, 2), 30);
        var corners = predict(padded, visit(150, 2, 30), 4);
        var expected = grid.toSky(-0.5 - pixels, -0.5 - pixels);
        assertThat(arcsec(corners, 0, expected.raDeg(), expected.decDeg())).isLessThan(1e-4);
        var opposite = grid.toSky(1023.5 + pixels, 1023.5 + pixels);
        assertThat(arcsec(corners, 2, opposite.raDeg(), opposite.decDeg())).isLessThan(1e-4);
    }

    @Test
    void aRealVisitsRegionsArePredicted() {
        var visit = Cases.json("rubin/lsstcam/visit_detector_regions_2025052100138.json");
        // The Butler's regions are padded by 250 px of 0.2 arcsec at each side: at each corner, by
        // the root of two more. The sensors are not quite square, so that this is not quite that.
        var geometry = new RaftGeometry(List.of(LsstCam.geometry()), 50.0 * Math.sqrt(2));
        var errors = new ArrayList<Double>();
        for (var region : visit.path("detectors")) {
            int detector = region.path("detector").asInt();
            if (detector < 189) {
                var corners =
                        geometry.corners(
                                        "LSSTCam",
                                        detector,
                                        visit.path("tracking_ra").asDouble(),
                                        visit.path("tracking_dec").asDouble(),
                                        visit.path("sky_angle").asDouble())
                                .orElseThrow();
                for (var vertex : region.path("vertices_radec_deg")) {
                    errors.add(nearest(corners, vertex));
                }
            }
        }
        assertThat(errors).hasSize(4 * 189);
        Collections.sort(errors);
        assertThat(errors.get(errors.size() / 2)).as("median, arcsec").isLessThan(1);
        assertThat(errors.get(errors.size() - 1)).as("worst, arcsec").isLessThan(2);
    }

    private static double nearest(List<Double> corners, JsonNode vertex) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 4; i++) {
            var ra = vertex.path(0).asDouble();
            least = Math.min(least, arcsec(corners, i, ra, vertex.path(1).asDouble()));
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,SKY,10,2,0,4",
        "MOUNT,SKY,10,2,0,4",
        "ICRS,NONE,10,2,0,4",
        "ICRS,HORIZON,10,2,0,4",
        "ICRS,SKY,NaN,2,0,4",
        "ICRS,SKY,10,91,0,4",
        "ICRS,SKY,10,2,NaN,4",
        "ICRS,SKY,10,2,0,9"
    })
    void withoutPlaceRotationOrDetectorThereIsNoRegion(
            CoordinateSystem system,
            RotationSystem rotation,
            double ra,
            double dec,
            double angle,
            int detector) {
        var visit = visit(system, rotation, ra, dec, angle);
        assertThat(new RaftGeometry(List.of(SANDBOX), 0).predict(expected(visit, detector)))
                .isEmpty();
    }

    @Test
    void aGeometryIsReadFromItsFile() throws Exception {
        var text =
                "{\"instrument\":\"SandboxCam\",\"detectors\":[{\"id\":4,\"name\":\"R22_S11\","
                        + "\"corners\":[[-0.1,-0.2],[0.1,-0.2],[0.1,0.2],[-0.1,0.2]]}]}";
        var geometry = new RaftGeometry(List.of(CameraGeometry.read(text.getBytes(UTF_8))), 0);
        var corners = predict(geometry, visit(90, 0, 0), 4);
        // +X is west: the corner with the least x has the greatest right ascension.
        assertThat(corners.get(0)).isCloseTo(90.1, within(1e-5));
        assertThat(corners.get(1)).isCloseTo(-0.2, within(1e-5));
    }

    @Test
    void aGeometryOutlivesItsFile() throws Exception {
        var written = LsstCam.geometry().json(DetectorNames.lsstCam());
        assertThat(new String(written, UTF_8)).contains("\"name\" : \"R43_S22\"");
        var read = CameraGeometry.read(written);
        assertThat(read.corners()).hasSize(189);
        for (int detector = 0; detector < 189; detector++) {
            assertThat(read.of(detector).orElseThrow())
                    .isEqualTo(LsstCam.geometry().of(detector).orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"instrument\":\"Cam\"}",
                "{\"instrument\":\"Cam\",\"detectors\":[{\"corners\":[]}]}",
                "{\"instrument\":\"Cam\",\"detectors\":[{\"id\":1,\"corners\":[[1,2],[3,4]]}]}",
                "nonsense"
            })
    void aFileThatIsNoGeometryIsRefused(String text) {
        assertThatThrownBy(() -> CameraGeometry.read(text.getBytes(UTF_8)))
                .isInstanceOf(java.io.IOException.class);
    }

    private static List<Double> predict(RaftGeometry geometry, NextVisit visit, int detector) {
        return geometry.predict(expected(visit, detector)).orElseThrow();
    }

    private static ExpectedVisit expected(NextVisit visit, int detector) {
        var key = new VisitDetector("SandboxCam", "group", detector);
        return new ExpectedVisit(key, visit, "settings", 0);
    }

    private static NextVisit visit(double ra, double dec, double angle) {
        return visit(CoordinateSystem.ICRS, RotationSystem.SKY, ra, dec, angle);
    }

    private static NextVisit visit(
            CoordinateSystem system, RotationSystem rotation, double ra, double dec, double angle) {
        return new NextVisit(
                "SandboxCam",
                "group",
                1,
                1,
                system,
                ra,
                dec,
                0,
                rotation,
                angle,
                "r_03",
                30,
                1,
                "",
                0,
                0,
                0);
    }

    private static double arcsec(List<Double> corners, int i, double ra, double dec) {
        double dDec = corners.get(2 * i + 1) - dec;
        double dRa = Math.IEEEremainder(corners.get(2 * i) - ra, 360);
        return 3600 * Math.hypot(dDec, dRa * Math.cos(Math.toRadians(dec)));
    }
}
