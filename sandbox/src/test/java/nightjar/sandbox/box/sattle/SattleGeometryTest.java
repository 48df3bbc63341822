// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.sandbox.box.Shared;
import nightjar.sandbox.box.sattle.AllowList.Source;
import nightjar.sandbox.box.sattle.TangentPlane.Point;
import nightjar.sandbox.camera.Json;
import nightjar.sandbox.sky.SatelliteTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SattleGeometryTest {

    private static final double ARCSEC = 1 / 3600.0;

    @Test
    void linesAreExtendedAsUpstreamExtendsThem() throws IOException {
        JsonNode cases = Shared.cases("sattle_cases.json").path("geometry").path("extend_line");
        assertThat(cases).hasSize(2);
        for (JsonNode one : cases) {
            List<Point> line =
                    Track.extendLine(
                            point(one.path("p1")),
                            point(one.path("p2")),
                            one.path("length").asDouble());
            assertClose(line.get(0), point(one.path("q1")));
            assertClose(line.get(1), point(one.path("q2")));
        }
    }

    private static Point point(JsonNode json) {
        return new Point(json.path(0).asDouble(), json.path(1).asDouble());
    }

    private static void assertClose(Point actual, Point expected) {
        assertThat(actual.x()).isCloseTo(expected.x(), within(1e-4));
        assertThat(actual.y()).isCloseTo(expected.y(), within(1e-4));
    }

    @Test
    void boxesThatAreTracksAreNotAllowed() throws IOException {
        JsonNode geometry = Shared.cases("sattle_cases.json").path("geometry");
        List<Region> boxes = new ArrayList<>();
        geometry.path("boxes").forEach(box -> boxes.add(region(box)));
        List<Source> sources =
                List.of(new Source(123, boxes.get(0)), new Source(456, boxes.get(1)));

        assertThat(AllowList.allowed(sources, List.of(boxes.get(0)))).containsExactly(456L);
        assertThat(AllowList.allowed(sources, boxes)).isEmpty();
        assertThat(AllowList.allowed(sources, List.of())).containsExactly(123L, 456L);
    }

    private static Region region(JsonNode corners) {
        List<SkyPoint> points = new ArrayList<>();
        corners.forEach(
                corner ->
                        points.add(
                                new SkyPoint(
                                        corner.path(0).asDouble(), corner.path(1).asDouble())));
        return new Region(points);
    }

    @Test
    void aTrackCoversAHundredthOfADegreeToEachSide() {
        Region track = new Track(new SkyPoint(50, -30), new SkyPoint(52, -31)).grown();
        SkyPoint middle = middleOf(new SkyPoint(50, -30), new SkyPoint(52, -31));

        for (double beside : new double[] {-35, -20, 0, 20, 35}) {
            assertThat(square(beside(middle, beside), 0.1).intersects(track)).isTrue();
        }
        for (double beside : new double[] {-37, 37, 200}) {
            assertThat(square(beside(middle, beside), 0.1).intersects(track)).isFalse();
        }
    }

    @Test
    void aTrackAcrossRightAscensionZeroBlocksThere() {
        Region track = new Track(new SkyPoint(359.9, 10), new SkyPoint(0.1, 10)).grown();

        assertThat(square(new SkyPoint(0, 10), 1).intersects(track)).isTrue();
        assertThat(square(new SkyPoint(180, 10), 1).intersects(track)).isFalse();
        assertThat(square(new SkyPoint(0.2, 10), 1).intersects(track)).isFalse();
    }

    @Test
    void aTrackOverThePoleBlocksThere() {
        Region track = new Track(new SkyPoint(0, 89.9), new SkyPoint(180, 89.9)).grown();

        assertThat(square(new SkyPoint(77, 90), 1).intersects(track)).isTrue();
        assertThat(square(new SkyPoint(90, 89.95), 1).intersects(track)).isFalse();
    }

    @Test
    void aSatelliteThatStandsStillBlocksASpot() {
        Region spot = new Track(new SkyPoint(10, 0), new SkyPoint(10, 0)).grown();

        assertThat(square(new SkyPoint(10, 0), 1).intersects(spot)).isTrue();
        assertThat(square(new SkyPoint(10.02, 0), 1).intersects(spot)).isFalse();
    }

    @Test
    void aLargeBoxAroundATrackMeetsIt() {
        Region track = new Track(new SkyPoint(10, 0), new SkyPoint(10.01, 0)).grown();

        assertThat(square(new SkyPoint(10, 0), 7200).intersects(track)).isTrue();
    }

    @Test
    void theSearchRadiusGrowsWithTheExposure() {
        assertThat(VisitTracks.searchRadiusDeg(0)).isEqualTo(1.75);
        assertThat(VisitTracks.searchRadiusDeg(30)).isCloseTo(5.75, within(1e-12));
    }

    @Test
    void aSatelliteIsFoundIfItPassesWithinTheRadiusBetweenItsEndPoints() {
        double start = 61_364.1;
        double end = start + 30.0 / 86_400;
        // Half a degree per second: 15 degrees in all, 5 degrees off at its nearest.
        Satellite near = new Satellite("near", start, 92.5, 5, 0.5, 0);
        Satellite far = new Satellite("far", start, 92.5, 7, 0.5, 0);

        VisitTracks visit = VisitTracks.of(new SkyPoint(100, 0), start, end, List.of(near, far));

        assertThat(visit.tracks()).hasSize(1);
        assertThat(visit.tracks().get(0).start().decDeg()).isCloseTo(5, within(1e-9));
        assertThat(visit.tracks().get(0).distanceDeg(new SkyPoint(100, 0)))
                .isCloseTo(5, within(0.05));
    }

    @Test
    void aSatelliteMovesEvenlyFromItsEpoch() {
        Satellite satellite = new Satellite("a", 61_364, 10, -5, 0.1, -0.02);

        Track track = satellite.track(61_364 - 10 / 86_400.0, 61_364 + 20 / 86_400.0).orElseThrow();

        assertThat(track.start().raDeg()).isCloseTo(9, within(1e-6));
        assertThat(track.end().decDeg()).isCloseTo(-5.4, within(1e-6));
        assertThat(satellite.track(61_300, 61_300.001)).isEmpty();
    }

    @Test
    void theCamerasSatelliteIsTheOneThatSattleKnows(@TempDir Path folder) throws IOException {
        double start = 61_364.1;
        // Twice the raft's diagonal in 30 s, as the simulated camera draws them.
        SatelliteTrack drawn = new SatelliteTrack("SAT-1", start, 59.5, -30.2, 0.035, 0.012);
        Path file = folder.resolve("satellites.json");
        Files.writeString(file, Json.satellites(List.of(drawn)), StandardCharsets.UTF_8);

        VisitTracks visit =
                VisitTracks.of(
                        new SkyPoint(60, -30),
                        start,
                        start + 30.0 / 86_400,
                        new Satellites(file).all());

        for (double seconds = 0; seconds <= 30; seconds += 3) {
            var on = drawn.at(seconds);
            var beside = new nightjar.sandbox.sky.SkyPoint(on.raDeg(), on.decDeg() + 0.05);
            assertThat(drawn.arcsecFrom(beside, 30)).isGreaterThan(36 + 15);
            assertThat(isAllowed(visit, on)).as("on the trail after %s s", seconds).isFalse();
            assertThat(isAllowed(visit, beside)).as("beside it").isTrue();
        }
    }

    private static boolean isAllowed(VisitTracks visit, nightjar.sandbox.sky.SkyPoint at) {
        Region box = square(new SkyPoint(at.raDeg(), at.decDeg()), 2);
        return !AllowList.allowed(List.of(new Source(1, box)), visit.regions()).isEmpty();
    }

    private static SkyPoint middleOf(SkyPoint a, SkyPoint b) {
        return SkyPoint.of(a.vector().plus(b.vector()));
    }

    /** A point so many arcsec to the side of the track from (50, -30) to (52, -31). */
    private static SkyPoint beside(SkyPoint point, double arcsec) {
        Vector pole = new SkyPoint(50, -30).vector().cross(new SkyPoint(52, -31).vector()).unit();
        return SkyPoint.of(
                point.vector().plus(pole.times(Math.tan(Math.toRadians(arcsec * ARCSEC)))));
    }

    private static Region square(SkyPoint centre, double halfArcsec) {
        TangentPlane plane = new TangentPlane(centre.vector());
        double half = halfArcsec * ARCSEC;
        return new Region(
                List.of(
                        plane.deproject(new Point(-half, -half)),
                        plane.deproject(new Point(half, -half)),
                        plane.deproject(new Point(half, half)),
                        plane.deproject(new Point(-half, half))));
    }
}
