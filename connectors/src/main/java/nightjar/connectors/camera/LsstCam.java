// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import java.util.HashMap;
import java.util.Set;

/**
 * The focal plane of LSSTCam's 189 science detectors, from a few numbers of lsst/obs_lsst
 * (policy/cameraHeader.yaml, rafts.yaml, cameraTransforms.yaml at 0e84d755): rafts and sensors lie
 * on grids, named by row, then column; ITL and E2V sensors differ a little in size.
 */
public final class LsstCam {

    private static final double RAFT_MM = 127;
    private static final double SENSOR_MM = 42.25;

    /**
     * The light-sensitive part's left, low, right and high end: 4072 x 4000 pixels of 10
     * micrometres. What its place in the raft is given for lies a pixel beyond its middle.
     */
    private static final double[] ITL_ENDS_MM = {-20.37, -20.01, 20.35, 19.99};

    /** The same of the E2V sensors: 4096 x 4004, placed by their middle. */
    private static final double[] E2V_ENDS_MM = {-20.48, -20.02, 20.48, 20.02};

    private static final Set<String> ITL_RAFTS =
            Set.of("R01", "R02", "R03", "R10", "R20", "R41", "R42", "R43");

    /** Arcsec per mm at the centre, and the radial distortion's coefficients of r^3 and r^5. */
    private static final double ARCSEC_PER_MM = 20.005867576692737;

    private static final double CUBIC = -8.33713991e-09;
    private static final double QUINTIC = -1.41389858e-15;

    private LsstCam() {}

    /** Where the science detectors are. */
    public static CameraGeometry geometry() {
        var names = DetectorNames.lsstCam();
        var corners = new HashMap<Integer, double[]>();
        for (int detector = 0; detector < 189; detector++) {
            corners.put(detector, corners(names.name(detector).orElseThrow()));
        }
        return new CameraGeometry("LSSTCam", corners);
    }

    private static double[] corners(String name) {
        double x = RAFT_MM * (digit(name, 2) - 2) + SENSOR_MM * (digit(name, 6) - 1);
        double y = RAFT_MM * (digit(name, 1) - 2) + SENSOR_MM * (digit(name, 5) - 1);
        var ends = ITL_RAFTS.contains(name.substring(0, 3)) ? ITL_ENDS_MM : E2V_ENDS_MM;
        var corners = new double[8];
        place(x + ends[0], y + ends[1], corners, 0);
        place(x + ends[2], y + ends[1], corners, 2);
        place(x + ends[2], y + ends[3], corners, 4);
        place(x + ends[0], y + ends[3], corners, 6);
        return corners;
    }

    private static int digit(String name, int at) {
        return name.charAt(at) - '0';
    }

    private static void place(double xMm, double yMm, double[] corners, int at) {
        double r2 = xMm * xMm + yMm * yMm;
        double degreesPerMm = ARCSEC_PER_MM / 3600 * (1 + CUBIC * r2 + QUINTIC * r2 * r2);
        corners[at] = xMm * degreesPerMm;
        corners[at + 1] = yMm * degreesPerMm;
    }
}
