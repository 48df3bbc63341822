// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightjar.model.ExpectedVisit;
import nightjar.model.RotationSystem;
import nightjar.model.port.DetectorRegions;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.sky.UnitVector;

/**
 * Predicts where on the sky a detector will look, from the announced boresight and rotation and the
 * camera's geometry.
 */
public final class RaftGeometry implements DetectorRegions {

    private final Map<String, CameraGeometry> cameras = new HashMap<>();
    private final double paddingRad;

    /**
     * @param paddingArcsec how far each corner is pushed away from the detector's middle; Prompt
     *     Processing (lsst-dm/prompt_processing, middleware_interface.py): 30 by default, 50.1 for
     *     LSSTCam
     */
    public RaftGeometry(List<CameraGeometry> cameras, double paddingArcsec) {
        cameras.forEach(camera -> this.cameras.put(camera.instrument(), camera));
        this.paddingRad = paddingArcsec / SkyPosition.ARCSEC_PER_RADIAN;
    }

    @Override
    public Optional<List<Double>> predict(ExpectedVisit expected) {
        var visit = expected.visit();
        boolean placed =
                visit.hasPosition()
                        && visit.rotationSystem() == RotationSystem.SKY
                        && Double.isFinite(visit.raDeg())
                        && Math.abs(visit.decDeg()) <= 90
                        && Double.isFinite(visit.cameraAngleDeg());
        if (!placed) {
            return Optional.empty();
        }
        return corners(
                expected.key().instrument(),
                expected.key().detector(),
                visit.raDeg(),
                visit.decDeg(),
                visit.cameraAngleDeg());
    }

    /**
     * The same for a known pointing: ra0, dec0, … ra3, dec3, degrees ICRS, in the order of the
     * geometry; empty when the detector is unknown.
     */
    public Optional<List<Double>> corners(
            String instrument, int detector, double raDeg, double decDeg, double rotationDeg) {
        return Optional.ofNullable(cameras.get(instrument))
                .flatMap(camera -> camera.of(detector))
                .map(corners -> onSky(corners, raDeg, decDeg, rotationDeg));
    }

    /**
     * The smallest convex region around all of a camera's detectors; empty when the camera is
     * unknown, or the pointing is.
     */
    public Optional<SkyPolygon> whole(
            String instrument, double raDeg, double decDeg, double rotationDeg) {
        boolean placed =
                Double.isFinite(raDeg) && Math.abs(decDeg) <= 90 && Double.isFinite(rotationDeg);
        return Optional.ofNullable(cameras.get(instrument))
                .filter(camera -> placed)
                .map(
                        camera ->
                                camera.corners().values().stream()
                                        .map(it -> onSky(it, raDeg, decDeg, rotationDeg))
                                        .flatMap(RaftGeometry::positions)
                                        .toList())
                .map(SkyPolygon::ofCorners);
    }

    private static Stream<SkyPosition> positions(List<Double> corners) {
        return IntStream.range(0, corners.size() / 2)
                .mapToObj(c -> new SkyPosition(corners.get(2 * c), corners.get(2 * c + 1)));
    }

    /**
     * Each corner pushed away from the middle, along the great circle through both: so does Prompt
     * Processing, and so a square's edges move by less, by the padding over the root of two.
     */
    private UnitVector padded(UnitVector corner, UnitVector middle) {
        if (paddingRad == 0) {
            return corner;
        }
        var away = corner.times(corner.dot(middle)).minus(middle).normalized();
        return corner.times(Math.cos(paddingRad)).plus(away.times(Math.sin(paddingRad)));
    }

    private List<Double> onSky(double[] corners, double raDeg, double decDeg, double rotationDeg) {
        double cos = Math.cos(Math.toRadians(rotationDeg));
        double sin = Math.sin(Math.toRadians(rotationDeg));
        var unpadded = new ArrayList<UnitVector>(4);
        for (int i = 0; i < corners.length; i += 2) {
            double east = -corners[i] * cos + corners[i + 1] * sin;
            double north = corners[i] * sin + corners[i + 1] * cos;
            unpadded.add(deproject(east, north, raDeg, decDeg).toUnitVector());
        }
        var middle = unpadded.stream().reduce(UnitVector::plus).orElseThrow().normalized();
        return unpadded.stream()
                .map(corner -> padded(corner, middle).toPosition())
                .flatMap(corner -> Stream.of(corner.raDeg(), corner.decDeg()))
                .toList();
    }

    /** Inverse gnomonic projection (Calabretta & Greisen 2002, A&A 395, 1077, section 5.1.3). */
    private static SkyPosition deproject(
            double eastDeg, double northDeg, double raDeg, double decDeg) {
        double xi = Math.toRadians(eastDeg);
        double eta = Math.toRadians(northDeg);
        double sin = Math.sin(Math.toRadians(decDeg));
        double cos = Math.cos(Math.toRadians(decDeg));
        double depth = cos - eta * sin;
        double ra = raDeg + Math.toDegrees(Math.atan2(xi, depth));
        double dec = Math.toDegrees(Math.atan2(sin + eta * cos, Math.hypot(xi, depth)));
        return new SkyPosition(((ra % 360) + 360) % 360, dec);
    }
}
