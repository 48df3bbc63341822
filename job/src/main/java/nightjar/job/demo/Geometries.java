// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import nightjar.sandbox.camera.Camera;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.camera.SandboxCam;

/**
 * Camera geometry files: degrees in the focal plane, +X to the west and +Y to the north at angle 0.
 */
public final class Geometries {

    public static final String KEY = "cameras/geometry.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Geometries() {}

    public static NamedBytes sandboxCam(int detectors, int size) {
        return of(new SandboxCam(size), detectors);
    }

    /** The camera's first so many detectors. */
    static NamedBytes of(Camera camera, int count) {
        var corners = new TreeMap<Integer, double[]>();
        var names = new TreeMap<Integer, String>();
        for (int detector : camera.detectors(count)) {
            var boresight = camera.boresightPixel(detector);
            corners.put(
                    detector,
                    box(
                            -0.5 - boresight.x(),
                            -0.5 - boresight.y(),
                            camera.width() - 0.5 - boresight.x(),
                            camera.height() - 0.5 - boresight.y(),
                            SandboxCam.ARCSEC_PER_PIXEL / 3600));
            names.put(detector, camera.raft() + "_" + camera.sensor(detector));
        }
        return write(camera.instrument(), names, corners);
    }

    /** Four corners of a box in pixels from the boresight, in degrees. */
    static double[] box(double x0, double y0, double x1, double y1, double scaleDeg) {
        return new double[] {
            x0 * scaleDeg, y0 * scaleDeg, x1 * scaleDeg, y0 * scaleDeg,
            x1 * scaleDeg, y1 * scaleDeg, x0 * scaleDeg, y1 * scaleDeg
        };
    }

    static NamedBytes write(
            String instrument, Map<Integer, String> names, Map<Integer, double[]> corners) {
        var root = JSON.createObjectNode().put("instrument", instrument);
        var detectors = root.putArray("detectors");
        names.forEach(
                (id, name) -> {
                    var detector = detectors.addObject().put("id", id).put("name", name);
                    var list = detector.putArray("corners");
                    double[] xy = corners.getOrDefault(id, new double[8]);
                    for (int i = 0; i < 8; i += 2) {
                        list.addArray().add(xy[i]).add(xy[i + 1]);
                    }
                });
        return new NamedBytes(KEY, root.toString().getBytes(StandardCharsets.UTF_8));
    }
}
