// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.connectors.camera.CameraGeometry;
import nightjar.connectors.camera.CameraPolicy;
import nightjar.connectors.camera.LsstCam;
import nightjar.connectors.camera.RaftGeometry;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * Where a real visit's detectors looked, one case a detector: the predicted region's centre within
 * 0.5 arcsec, its orientation within 0.01 degrees, its sides within 1 arcsec. The Butler's regions
 * are padded by 250 px of 0.2 arcsec on each side. The camera is read from obs_lsst's policy where
 * that lies beside the file, so that guiders and wavefront sensors are judged, too.
 */
final class RegionVectors implements Checker {

    private static final double MOST_ARCSEC = 0.5;
    private static final double MOST_DEG = 0.01;
    private static final double MOST_SIDE_ARCSEC = 1;
    private static final double PADDED_ARCSEC = 2 * 250 * 0.2;

    @Override
    public List<Case> cases(Path file) throws IOException {
        var visit = new ObjectMapper().readTree(file.toFile());
        var policy = file.resolveSibling("policy");
        boolean whole = Files.isDirectory(policy);
        var camera = whole ? CameraPolicy.read(policy, "lsstCam").geometry() : LsstCam.geometry();
        var regions = new RaftGeometry(List.of(camera), 0);
        var cases = new ArrayList<Case>();
        for (var region : visit.path("detectors")) {
            int detector = region.path("detector").asInt();
            var name = "detector " + detector;
            if (whole || detector < 189) {
                cases.add(new Case(name, () -> predicted(visit, region, camera, regions)));
            } else {
                cases.add(Case.skipped(name, "its place is in the policy, which is absent"));
            }
        }
        return cases;
    }

    private static Verdict predicted(
            JsonNode visit, JsonNode region, CameraGeometry camera, RaftGeometry regions) {
        var predicted =
                regions.corners(
                        camera.instrument(),
                        region.path("detector").asInt(),
                        visit.path("tracking_ra").asDouble(),
                        visit.path("tracking_dec").asDouble(),
                        visit.path("sky_angle").asDouble());
        if (predicted.isEmpty()) {
            return Verdict.failed("the camera has no such detector");
        }
        var ours = new ArrayList<UnitVector>();
        for (int i = 0; i < 8; i += 2) {
            ours.add(vector(predicted.get().get(i), predicted.get().get(i + 1)));
        }
        var theirs = new ArrayList<UnitVector>();
        for (var corner : ours) {
            theirs.add(nearest(corner, region.path("vertices_radec_deg")));
        }
        double apart = arcsec(centre(ours), centre(theirs));
        return Verdict.same("corners", 4L, theirs.stream().distinct().count())
                .and(() -> Verdict.near("centre's offset, arcsec", 0, apart, MOST_ARCSEC))
                .and(() -> Verdict.near("turned by, deg", 0, turned(ours, theirs), MOST_DEG))
                .and(() -> sides(ours, theirs));
    }

    private static Verdict sides(List<UnitVector> ours, List<UnitVector> theirs) {
        var verdict = Verdict.PASSED;
        for (int i = 0; i < 2; i++) {
            int first = i;
            double side = side(theirs, first) - PADDED_ARCSEC;
            verdict =
                    verdict.and(
                            () ->
                                    Verdict.near(
                                            "side " + first + ", arcsec",
                                            side,
                                            side(ours, first),
                                            MOST_SIDE_ARCSEC));
        }
        return verdict;
    }

    /** The mean of two opposite sides, arcsec. */
    private static double side(List<UnitVector> corners, int first) {
        return (arcsec(corners.get(first), corners.get(first + 1))
                        + arcsec(corners.get(first + 2), corners.get((first + 3) % 4)))
                / 2;
    }

    /** By how much the sides' directions differ on average, degrees. */
    private static double turned(List<UnitVector> ours, List<UnitVector> theirs) {
        double sum = 0;
        var middle = centre(ours);
        for (int i = 0; i < 4; i++) {
            double first = bearing(middle, ours.get(i), ours.get((i + 1) % 4));
            double second = bearing(middle, theirs.get(i), theirs.get((i + 1) % 4));
            sum += Math.IEEEremainder(first - second, 360);
        }
        return sum / 4;
    }

    private static double bearing(UnitVector middle, UnitVector from, UnitVector to) {
        var east = new UnitVector(-middle.y(), middle.x(), 0).normalized();
        var north = middle.cross(east);
        var along = to.minus(from);
        return Math.toDegrees(Math.atan2(along.dot(east), along.dot(north)));
    }

    private static UnitVector centre(List<UnitVector> corners) {
        return corners.stream().reduce(UnitVector::plus).orElseThrow().normalized();
    }

    private static UnitVector nearest(UnitVector corner, JsonNode vertices) {
        return Numbers.list(vertices).stream()
                .map(vertex -> vector(vertex.path(0).asDouble(), vertex.path(1).asDouble()))
                .min(Comparator.comparingDouble(corner::chordTo))
                .orElseThrow();
    }

    private static UnitVector vector(double raDeg, double decDeg) {
        return new SkyPosition(raDeg, decDeg).toUnitVector();
    }

    private static double arcsec(UnitVector a, UnitVector b) {
        return a.angleTo(b) * SkyPosition.ARCSEC_PER_RADIAN;
    }
}
