// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a camera's detectors lie in its focal plane, as seen on the sky.
 *
 * <p>Coordinates are degrees in the plane that touches the sky at the boresight (gnomonic
 * projection, any distortion of the optics already undone). At rotation 0, +Y is towards north and
 * +X towards <em>west</em>, so that the camera is seen as LSST draws it; a rotation turns +Y from
 * north through east.
 *
 * @param instrument the Butler's short name
 * @param corners by detector number: x0, y0, … x3, y3 in order around the detector, degrees
 */
public record CameraGeometry(String instrument, Map<Integer, double[]> corners) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public CameraGeometry {
        requireNonNull(instrument, "instrument");
        corners = Map.copyOf(corners);
        corners.forEach(
                (detector, xy) -> {
                    if (xy.length != 8) {
                        throw new IllegalArgumentException(
                                "detector " + detector + " needs four corners of two numbers");
                    }
                });
    }

    /**
     * One raft of three by three square sensors, undistorted, centred on the boresight: number 3 *
     * x + y is the sensor in column x, counted along +X, and row y, counted along +Y.
     *
     * @param pixels along a sensor's side
     * @param gapPixels between the light-sensitive parts of neighbours
     */
    public static CameraGeometry oneRaft(
            String instrument, int pixels, int gapPixels, double arcsecPerPixel) {
        double half = pixels / 2.0 * arcsecPerPixel / 3600;
        double step = (pixels + gapPixels) * arcsecPerPixel / 3600;
        var corners = new HashMap<Integer, double[]>();
        for (int detector = 0; detector < 9; detector++) {
            double x = (detector / 3 - 1) * step;
            double y = (detector % 3 - 1) * step;
            corners.put(
                    detector,
                    new double[] {
                        x - half, y - half, x + half, y - half, x + half, y + half, x - half,
                        y + half
                    });
        }
        return new CameraGeometry(instrument, corners);
    }

    /** From a file as {@link #read} understands it. */
    public static CameraGeometry ofFile(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /**
     * From JSON: {@code {"instrument":"SandboxCam","detectors":[{"id":4,"name":"R22_S11",
     * "corners":[[x,y] x 4]}]}}, degrees as above.
     */
    public static CameraGeometry read(byte[] json) throws IOException {
        var root = JSON.readTree(json);
        var instrument = root.path("instrument").asText("");
        if (instrument.isEmpty() || !root.path("detectors").isArray()) {
            throw new IOException("a camera's geometry needs \"instrument\" and \"detectors\"");
        }
        var corners = new HashMap<Integer, double[]>();
        for (var detector : root.path("detectors")) {
            corners.put(id(detector), corners(detector));
        }
        return new CameraGeometry(instrument, corners);
    }

    private static int id(JsonNode detector) throws IOException {
        var id = detector.path("id");
        if (!id.canConvertToInt()) {
            throw new IOException("a detector has no number \"id\": " + detector);
        }
        return id.asInt();
    }

    private static double[] corners(JsonNode detector) throws IOException {
        var list = detector.path("corners");
        var corners = new double[8];
        for (int i = 0; i < 8; i++) {
            var number = list.path(i / 2).path(i % 2);
            if (!number.isNumber() || list.size() != 4) {
                throw new IOException("\"corners\" must be four pairs of degrees: " + detector);
            }
            corners[i] = number.asDouble();
        }
        return corners;
    }

    Optional<double[]> of(int detector) {
        return Optional.ofNullable(corners.get(detector)).map(double[]::clone);
    }
}
