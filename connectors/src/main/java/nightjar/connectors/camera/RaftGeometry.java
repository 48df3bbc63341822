// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightjar.model.ExpectedVisit;
import nightjar.model.RotationSystem;
import nightjar.model.port.DetectorRegions;

/**
 * Predicts where on the sky a detector will look, from the announced boresight and rotation and the
 * camera's geometry.
 */
public final class RaftGeometry implements DetectorRegions {

    private static final double ARCSEC_A_DEGREE = 3600;

    private final Map<String, CameraGeometry> cameras = new HashMap<>();
    private final double paddingDeg;

    /**
     * @param paddingArcsec how far each edge is pushed outwards; Prompt Processing: 30 by default,
     *     50.1 for LSSTCam, whose Butler regions are padded by as much
     */
    public RaftGeometry(List<CameraGeometry> cameras, double paddingArcsec) {
        cameras.forEach(camera -> this.cameras.put(camera.instrument(), camera));
        this.paddingDeg = paddingArcsec / ARCSEC_A_DEGREE;
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
                .map(corners -> onSky(padded(corners), raDeg, decDeg, rotationDeg));
    }

    /** Each corner pushed along both of its edges, so that each edge moves by the padding. */
    private double[] padded(double[] corners) {
        var out = new double[8];
        for (int i = 0; i < 4; i++) {
            double x = corners[2 * i];
            double y = corners[2 * i + 1];
            out[2 * i] = x;
            out[2 * i + 1] = y;
            for (int neighbour : new int[] {(i + 1) % 4, (i + 3) % 4}) {
                double dx = x - corners[2 * neighbour];
                double dy = y - corners[2 * neighbour + 1];
                double length = Math.hypot(dx, dy);
                out[2 * i] += paddingDeg * dx / length;
                out[2 * i + 1] += paddingDeg * dy / length;
            }
        }
        return out;
    }

    private static List<Double> onSky(
            double[] corners, double raDeg, double decDeg, double rotationDeg) {
        double cos = Math.cos(Math.toRadians(rotationDeg));
        double sin = Math.sin(Math.toRadians(rotationDeg));
        var sky = new ArrayList<Double>(8);
        for (int i = 0; i < 8; i += 2) {
            double east = -corners[i] * cos + corners[i + 1] * sin;
            double north = corners[i] * sin + corners[i + 1] * cos;
            deproject(east, north, raDeg, decDeg, sky);
        }
        return sky;
    }

    /** Inverse gnomonic projection (Calabretta & Greisen 2002, A&A 395, 1077, section 5.1.3). */
    private static void deproject(
            double eastDeg, double northDeg, double raDeg, double decDeg, List<Double> sky) {
        double xi = Math.toRadians(eastDeg);
        double eta = Math.toRadians(northDeg);
        double sin = Math.sin(Math.toRadians(decDeg));
        double cos = Math.cos(Math.toRadians(decDeg));
        double depth = cos - eta * sin;
        double ra = raDeg + Math.toDegrees(Math.atan2(xi, depth));
        double dec = Math.toDegrees(Math.atan2(sin + eta * cos, Math.hypot(xi, depth)));
        sky.add(((ra % 360) + 360) % 360);
        sky.add(dec);
    }
}
