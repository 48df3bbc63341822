// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import nightjar.connectors.camera.DetectorNames;
import nightjar.model.time.Tai;

/**
 * A camera of 189 detectors that makes files without pixels: keys and sidecars as LSSTCam's.
 *
 * @param folder the object store's folder; raws are in "raw", the rest in "nightjar"
 */
record BenchCamera(Path folder) {

    static final int DETECTORS = 189;
    static final int DAY = 20_261_120;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DetectorNames NAMES = DetectorNames.lsstCam();

    static long exposure(int sequence) {
        return DAY * 100_000L + sequence;
    }

    static String group(String run, int sequence) {
        return String.format(Locale.ROOT, "%s-%06d", run, sequence);
    }

    static String key(int sequence, int detector, String extension) {
        var obsId = String.format(Locale.ROOT, "MC_O_%08d_%06d", DAY, sequence);
        return String.format(
                Locale.ROOT,
                "LSSTCam/%08d/%s/%s_%s%s",
                DAY,
                obsId,
                obsId,
                NAMES.name(detector).orElseThrow(),
                extension);
    }

    /** Geometry, one template for everywhere the visits look, and the template's index. */
    void furnish(int first, int visits) throws IOException {
        var geometry = JSON.createObjectNode().put("instrument", "LSSTCam");
        var detectors = geometry.putArray("detectors");
        for (int id = 0; id < DETECTORS; id++) {
            var offset = BenchSky.offset(id);
            double half = 0.1;
            var detector =
                    detectors.addObject().put("id", id).put("name", NAMES.name(id).orElseThrow());
            var corners = detector.putArray("corners");
            for (int[] s : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
                corners.addArray().add(offset[0] + s[0] * half).add(offset[1] + s[1] * half);
            }
        }
        write("nightjar/geometry.json", geometry);
        var index = JSON.createObjectNode();
        var templates = index.putArray("templates");
        for (int sequence = first; sequence < first + visits; sequence++) {
            var entry = templates.addObject().put("key", "templates/none.fits");
            entry.put("instrument", "LSSTCam").put("band", "r");
            var corners = entry.putArray("corners");
            var square = BenchSky.square(BenchSky.boresight(exposure(sequence)), 2.4);
            for (int i = 0; i < 8; i += 2) {
                corners.addArray().add(square.get(i)).add(square.get(i + 1));
            }
        }
        write("nightjar/templates/index.json", index);
        Files.write(folder.resolve("nightjar/templates/none.fits"), new byte[2880]);
    }

    /** Puts a visit's files and sidecars, without telling anybody. */
    void put(String run, int sequence) throws IOException {
        double mjd = Tai.mjdTaiOfUtcMillis(System.currentTimeMillis());
        var boresight = BenchSky.boresight(exposure(sequence));
        var sidecar = JSON.createObjectNode();
        sidecar.put("GROUPID", group(run, sequence)).put("INSTRUME", "LSSTCam");
        sidecar.put("CURINDEX", 1).put("MAXINDEX", 1).put("FILTER", "r_57");
        sidecar.put("RA", boresight[0]).put("DEC", boresight[1]).put("ROTPA", 0.0);
        sidecar.put("TIMESYS", "TAI").put("EXPTIME", 30.0);
        sidecar.put("MJD-BEG", mjd - 30 / 86_400.0).put("MJD-END", mjd);
        byte[] text = JSON.writeValueAsBytes(sidecar);
        byte[] raw = new byte[2880];
        for (int detector = 0; detector < DETECTORS; detector++) {
            var file = folder.resolve("raw").resolve(key(sequence, detector, ".json"));
            if (detector == 0) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, text);
            Files.write(folder.resolve("raw").resolve(key(sequence, detector, ".fits")), raw);
        }
    }

    private void write(String name, ObjectNode json) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.toString());
    }
}
