// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.products.FakeObjectStore;
import nightjar.model.CoordinateSystem;
import nightjar.model.Differenced;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.Observation;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.RotationSystem;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.time.Tai;

/** A real visit of LSSTCam, 2025052100138, as nightjar would have had it. */
final class ButlerSamples {

    static final String GROUP = "2025-05-22T05:18:32.763";
    static final long VISIT = 2025052100138L;

    /** The visit's timespan, TAI nanoseconds since 1970. */
    private static final long BEGIN = 1747891246866998076L;

    private static final long END = 1747891277808000000L;

    private static final double RA = 225.85827927603876;
    private static final double DEC = -38.6275010948895;

    private static final Observation TOLD =
            new Observation(
                    "science",
                    "field_survey_science",
                    "Rubin_SV_225_-40",
                    "BLOCK-365",
                    30.0,
                    30.9415,
                    239.68824087604298,
                    20.7564315050746,
                    1);

    private ButlerSamples() {}

    static ButlerRecords butler(boolean observations) {
        return butler(cameras(), files(), observations);
    }

    static ButlerRecords butler(
            List<ButlerInstrument> cameras, List<ButlerFile> files, boolean observations) {
        var settings =
                new ButlerSettings(
                        "s3://butler/repo",
                        "pipelines-682fa38-config-8f017ea",
                        cameras,
                        observations,
                        raw -> around(raw.boresightRaDeg(), raw.boresightDecDeg(), 1.75));
        return new ButlerRecords(settings, everything(files));
    }

    /** A repository that nobody looks at. */
    private static Dusk everything(List<ButlerFile> files) {
        var wanted = new Dusk.Wanted("", "LSSTCam", List.of(), "d", files);
        return new Dusk(new FakeObjectStore(Path.of("")), wanted, InstantSource.system());
    }

    static Optional<SkyPolygon> around(double raDeg, double decDeg, double half) {
        if (!Double.isFinite(raDeg)) {
            return Optional.empty();
        }
        return Optional.of(
                SkyPolygon.ofCorners(
                        List.of(
                                new SkyPosition(raDeg - half, decDeg - half),
                                new SkyPosition(raDeg + half, decDeg - half),
                                new SkyPosition(raDeg + half, decDeg + half),
                                new SkyPosition(raDeg - half, decDeg + half))));
    }

    static List<ButlerInstrument> cameras() {
        var detectors = new ArrayList<ButlerDetector>();
        detectors.add(new ButlerDetector(0, "R01_S00", "S00", "R01", "SCIENCE"));
        detectors.add(new ButlerDetector(94, "R22_S11", "S11", "R22", "SCIENCE"));
        return List.of(ButlerInstrument.lsst("LSSTCam", detectors));
    }

    static List<ButlerFile> files() {
        return List.of(ButlerFile.differenceImage());
    }

    /** The first record of the real visit, times as the writer's messages have them. */
    static JsonNode record(JsonNode records) {
        var record = (ObjectNode) records.get(0).deepCopy();
        if (record.has("timespan_begin")) {
            record.putArray("timespan")
                    .add(record.remove("timespan_begin").asLong())
                    .add(record.remove("timespan_end").asLong());
        }
        for (var truth : List.of("has_simulated", "can_see_sky")) {
            if (record.has(truth)) {
                record.put(truth, record.path(truth).asInt() == 1);
            }
        }
        return record;
    }

    static Differenced visit(String filter, long laterMillis) {
        return visit(0, 1, laterMillis, raw(0, 0, filter));
    }

    static Differenced visit(int detector, int announced, long laterMillis, Raw... raws) {
        var key = new VisitDetector("LSSTCam", GROUP, detector);
        var fannedOut = Tai.utcMillisOfMjdTai(mjd(BEGIN)) - 40_000 + laterMillis;
        var expected = new ExpectedVisit(key, announced(announced), "v1", fannedOut);
        var preloaded = new Preloaded(expected, List.of(), List.of(), "", fannedOut);
        return new Differenced(
                new ReadyVisit(preloaded, List.of(raws), raws.length < announced, fannedOut),
                new Stored("s3://nightjar/products/ab.tar", "ab", 1),
                0,
                mjd((BEGIN + END) / 2),
                30,
                "g",
                List.of(1.0, 1.0, 2.0, 1.0, 2.0, 2.0, 1.0, 2.0),
                List.of(),
                "/opt/pipelines/LSSTCam/ApPipe.yaml");
    }

    /** Snaps follow one another every 34 s. */
    static Raw raw(int detector, int snap, String filter) {
        long later = snap * 34_000_000_000L;
        long exposure = VISIT + snap;
        var name = "MC_O_20250521_000%d".formatted(138 + snap);
        return new Raw(
                new VisitDetector("LSSTCam", GROUP, detector),
                exposure,
                snap,
                "s3://raw/LSSTCam/20250521/%s/%s_R22_S11.fits".formatted(name, name),
                "",
                mjd(BEGIN + later),
                mjd(END + later),
                RA,
                DEC,
                357.9606420320256,
                filter,
                0,
                0,
                TOLD);
    }

    private static NextVisit announced(int nimages) {
        return new NextVisit(
                "LSSTCam",
                GROUP,
                1,
                1,
                CoordinateSystem.ICRS,
                RA,
                DEC,
                0,
                RotationSystem.SKY,
                357.96,
                "g_6",
                30,
                nimages,
                "BLOCK-365",
                0,
                0,
                0);
    }

    private static double mjd(long taiNanos) {
        return Tai.mjdTaiOfUnixTai(taiNanos / 1e9);
    }
}
