// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.camera;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.connectors.yaml.YamlTree;
import nightjar.connectors.yaml.YamlTrouble;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a camera from the folder policy/ of lsst/obs_lsst: rafts and sensors with their offsets and
 * yaws, plate scale and radial distortion. What it finds becomes a geometry file ({@link
 * CameraGeometry#json}), which is what a job is configured with.
 */
public final class CameraPolicy {

    private static final String TRANSFORMS = "cameraTransforms.yaml";
    private static final int MANY_ALIASES = 10_000;

    /** A camera, as a job needs it. */
    public record Camera(CameraGeometry geometry, DetectorNames names) {}

    private final Path policy;
    private final Path own;

    private CameraPolicy(Path policy, String camera) {
        this.policy = policy;
        this.own = policy.resolve(camera);
    }

    /**
     * @param policy the folder that holds cameraHeader.yaml
     * @param camera the folder in it that holds the camera's rafts: lsstCam, latiss
     */
    public static Camera read(Path policy, String camera) throws IOException {
        try {
            return new CameraPolicy(policy, camera).read();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "no camera is in %s, %s: %s".formatted(policy, camera, e.getMessage()), e);
        }
    }

    private Camera read() throws IOException {
        var header = load(policy.resolve("cameraHeader.yaml"));
        var optics = Optics.of(load(ownOrShared(TRANSFORMS)));
        var named = own.resolve("name.yaml");
        var name = text(Files.exists(named) ? load(named) : header, "name");
        var corners = new HashMap<Integer, double[]>();
        var names = new HashMap<Integer, String>();
        for (var raft : map(load(ownOrShared("rafts.yaml")), "rafts").entrySet()) {
            var place = Place.of(map(raft.getValue()));
            int first = (int) number(map(raft.getValue()), "id0");
            var parts = map(load(own.resolve(raft.getKey() + ".yaml")), raft.getKey());
            var layout = map(map(header, "RAFT_" + text(parts, "detectorType")), "ccds");
            var within = map(parts.getOrDefault("geometryWithinRaft", Map.of()));
            for (var sensor : map(parts, "ccdSerials").keySet()) {
                var ccd = map(layout, sensor);
                int detector = first + (int) number(ccd, "id");
                var moved = map(within.getOrDefault(sensor, Map.of()));
                corners.put(detector, optics.onSky(ccd, place.of(ccd, moved)));
                names.put(detector, raft.getKey().replaceFirst("W$", "") + "_" + sensor);
            }
        }
        return new Camera(new CameraGeometry(name, corners), DetectorNames.of(names));
    }

    private Path ownOrShared(String file) {
        return Files.exists(own.resolve(file)) ? own.resolve(file) : policy.resolve(file);
    }

    /**
     * Where something lies in what holds it.
     *
     * @param xMm to the right
     * @param yMm upwards
     * @param yawDeg counter-clockwise
     */
    private record Place(double xMm, double yMm, double yawDeg) {

        static Place of(Map<String, Object> node) {
            double yaw = node.containsKey("yaw") ? number(node, "yaw") : 0;
            if (!node.containsKey("offset")) {
                return new Place(0, 0, yaw);
            }
            var offset = list(node, "offset");
            return new Place(offset.get(0), offset.get(1), yaw);
        }

        /** The sensor's place in the focal plane, this being its raft's. */
        Place of(Map<String, Object> ccd, Map<String, Object> moved) {
            var first = of(ccd);
            var second = of(moved);
            return in(
                    new Place(
                            first.xMm() + second.xMm(),
                            first.yMm() + second.yMm(),
                            first.yawDeg() + second.yawDeg()));
        }

        /** A place in this one, in what holds this one. */
        Place in(Place inner) {
            double cos = Math.cos(Math.toRadians(yawDeg));
            double sin = Math.sin(Math.toRadians(yawDeg));
            return new Place(
                    xMm + cos * inner.xMm() - sin * inner.yMm(),
                    yMm + sin * inner.xMm() + cos * inner.yMm(),
                    yawDeg + inner.yawDeg());
        }
    }

    /**
     * From the focal plane to the sky.
     *
     * @param coefficients of the field angle's radius, by powers of the radius in mm
     * @param flipped whether the focal plane's +X is towards east instead of west
     */
    private record Optics(double arcsecPerMm, List<Double> coefficients, boolean flipped) {

        static Optics of(Map<String, Object> file) {
            var angle = map(map(file, "transforms"), "FieldAngle");
            if (!text(angle, "transformType").equals("radial")) {
                throw new IllegalArgumentException("a FieldAngle that is not radial");
            }
            return new Optics(
                    number(file, "plateScale"),
                    list(angle, "coeffs"),
                    Boolean.TRUE.equals(file.get("focalPlaneParity")));
        }

        /** The corners of the sensor's light-sensitive part, degrees. */
        double[] onSky(Map<String, Object> ccd, Place place) {
            var box = several(need(ccd, "bbox"));
            var from = numbers(box.get(0));
            var to = numbers(box.get(1));
            var middle = list(ccd, "refpos");
            var size = list(ccd, "pixelSize");
            // Pixels reach half a pixel beyond their centres, which is what the box counts.
            double left = (from.get(0) - 0.5 - middle.get(0)) * size.get(0);
            double right = (to.get(0) + 0.5 - middle.get(0)) * size.get(0);
            double low = (from.get(1) - 0.5 - middle.get(1)) * size.get(1);
            double high = (to.get(1) + 0.5 - middle.get(1)) * size.get(1);
            var corners = new double[8];
            put(place.in(new Place(left, low, 0)), corners, 0);
            put(place.in(new Place(right, low, 0)), corners, 2);
            put(place.in(new Place(right, high, 0)), corners, 4);
            put(place.in(new Place(left, high, 0)), corners, 6);
            return corners;
        }

        private void put(Place at, double[] corners, int i) {
            double r = Math.hypot(at.xMm(), at.yMm());
            double distorted = 0;
            for (int power = coefficients.size() - 1; power >= 0; power--) {
                distorted = distorted * r + coefficients.get(power);
            }
            double degreesPerMm = r == 0 ? 0 : arcsecPerMm / 3600 * distorted / r;
            corners[i] = (flipped ? -1 : 1) * at.xMm() * degreesPerMm;
            corners[i + 1] = at.yMm() * degreesPerMm;
        }
    }

    private static Map<String, Object> load(Path file) throws IOException {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(MANY_ALIASES);
        try (var text = Files.newBufferedReader(file)) {
            return map(YamlTree.of(new Yaml(new SafeConstructor(options)), text));
        } catch (YAMLException e) {
            throw new IOException(file + " is no YAML: " + YamlTrouble.in(e), e);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is no text", e);
        }
    }

    private static Map<String, Object> map(Map<String, Object> node, String key) {
        return map(need(node, key));
    }

    private static Map<String, Object> map(Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a mapping is expected, not " + node);
        }
        var text = new java.util.LinkedHashMap<String, Object>();
        map.forEach((key, value) -> text.put(String.valueOf(key), value == null ? "" : value));
        return text;
    }

    private static Object need(Map<String, Object> node, String key) {
        var value = node.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " among " + node.keySet());
        }
        return value;
    }

    private static String text(Map<String, Object> node, String key) {
        return String.valueOf(need(node, key));
    }

    private static double number(Map<String, Object> node, String key) {
        return number(need(node, key));
    }

    private static double number(Object node) {
        if (node instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("a number is expected, not " + node);
    }

    private static List<Double> list(Map<String, Object> node, String key) {
        return numbers(need(node, key));
    }

    private static List<Double> numbers(Object node) {
        return several(node).stream().map(CameraPolicy::number).toList();
    }

    private static List<?> several(Object node) {
        if (node instanceof List<?> list && list.size() >= 2) {
            return list;
        }
        throw new IllegalArgumentException("a list of two or more is expected, not " + node);
    }
}
